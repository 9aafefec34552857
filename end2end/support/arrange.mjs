// What has to be there before a test begins, made over HTTP as a program would: quick, and by the same functions
// of the server that the pages use.
import { request } from '@playwright/test';
import { nextMail } from './mail.mjs';

export const PASSWORD = 'Copper-Kettle-77';

const demo = () => JSON.parse(process.env.USHER_DEMO);

/// Who is in the demonstration.
export function demoPerson(address) {
  const person = demo().people.find(person => person.email === address);
  if (!person) throw new Error(`nobody in the demonstration has the address ${address}`);
  return { address: person.email, password: person.password, language: ENGLISH.has(address) ? 'en' : 'ja' };
}

/// People of the demonstration that read English; everybody else there reads Japanese.
const ENGLISH = new Set([
  'emma.clark@aoba.example', 'olivia.reed@harbour-looms.example', 'noah.webb@harbour-looms.example',
  'liam.hayes@harbour-looms.example', 'grace.osei@meridian.example', 'mateo.silva@meridian.example',
  'ava.lindqvist@meridian.example', 'jonas.weber@kitano.example', 'clara.vogel@larch.example',
  'felix.brandt@larch.example', 'ida.sommer@larch.example', 'ethan.lim@hikari.example', 'zoe.tan@hikari.example',
]);

/// Who heads each organization of the demonstration, and what somebody new has to hold to do the same.
export const OWNERS = {
  aoba: { address: 'hanako.sato@aoba.example', role: 'owner', permission: 'admin' },
  'harbour-looms': { address: 'olivia.reed@harbour-looms.example', role: 'owner', permission: 'admin' },
  meridian: { address: 'grace.osei@meridian.example', role: 'owner' },
  kitano: { address: 'makoto.kitano@kitano.example', role: 'admin' },
  larch: { address: 'clara.vogel@larch.example', role: 'admin' },
  hikari: { address: 'aoi.nakagawa@hikari.example', role: '', policies: 'administrator' },
};

/// What the new people of a test are called.
const SOMEBODY = { family_name: 'Vale', given_name: 'Rowan', phone: '+44 20 7946 0042' };

/// Where terms have to be agreed to at the first sign-in.
const GATED = new Set(['kitano', 'larch']);

/// The name of an organization of the demonstration.
export const organizationName = slug => demo().organizations.find(each => each.slug === slug).name;

/// Makes people and invitations. One for each worker of Playwright; addresses never repeat within a run.
export class Arrange {
  #sessions = new Map();
  #count = 0;

  constructor(worker) {
    this.worker = worker;
  }

  /// An address that nobody has used.
  address(name = 'person') {
    this.#count += 1;
    return `${name}-${this.worker}-${this.#count}@fresh.example`;
  }

  /// The cookies of somebody who has signed in, once for all tests of the worker.
  async session(person) {
    if (!this.#sessions.has(person.address)) {
      const client = await this.#client(person);
      const { address, password } = person;
      await this.#call(client, 'accounts/sign_in', { address, password });
      this.#sessions.set(person.address, await client.storageState());
      await client.dispose();
    }
    return this.#sessions.get(person.address);
  }

  /// Sends an invitation into the buyer of the demonstration and gives its address, id and mail.
  async invitation(inviter, fields = {}) {
    const offer = { slug: 'aoba', address: this.address(), role: 'member', permission: 'write', ...fields };
    const client = await this.#client(inviter, await this.session(inviter));
    const done = await this.#call(client, 'invitations/send', offer);
    await client.dispose();
    const id = /\/invitations\/([\w-]+)/.exec(done.go)[1];
    const mail = await nextMail(offer.address);
    return { address: offer.address, id, mail, link: mail.link, page: `/o/${offer.slug}/invitations/${id}` };
  }

  /// Does something to an invitation: `resend`, `revoke`, `copy_link`.
  async change(inviter, what, invitation, slug = 'aoba') {
    const client = await this.#client(inviter, await this.session(inviter));
    const done = await this.#call(client, `invitations/${what}`, { slug, id: invitation.id });
    await client.dispose();
    return done;
  }

  /// Somebody new who joins the buyer with this role, and reads this language.
  async colleague({ language = 'en', role = 'member', permission = 'write', family = 'Lane', given = 'Robin', address = this.address(role) } = {}) {
    const owner = demoPerson('hanako.sato@aoba.example');
    const invitation = await this.invitation(owner, { role, permission, language, address });
    return this.#register(invitation, {
      family_name: family,
      given_name: given,
      country: 'GB',
      language,
      phone: '+44 20 7946 0018',
      password_again: PASSWORD,
      terms: 'on',
    });
  }

  /// Invites somebody new into an organization of the demonstration, with what is offered or else with Owner-rank.
  async invitationInto(slug, language, offer = OWNERS[slug]) {
    const { address, ...rank } = offer;
    if (slug === 'harbour-looms') await this.seats(slug, 500);
    const fields = { slug, role: '', permission: '', language, ...SOMEBODY, ...rank, address: this.address('invited') };
    return this.invitation(demoPerson(OWNERS[slug].address), fields);
  }

  /// Somebody new who joins an organization of the demonstration with what is offered, reads this language, and has
  /// agreed to its terms, unless a test is about that.
  async member(slug, offer, language, agreed = true) {
    const invitation = await this.invitationInto(slug, language, offer);
    const typed = { ...SOMEBODY, country: 'GB', language, password_again: PASSWORD, terms: 'on' };
    const member = await this.#register(invitation, typed);
    // Some kinds lead to the sign-in page afterwards.
    this.#sessions.delete(member.address);
    if (agreed && GATED.has(slug)) await this.#agree(slug, member);
    return member;
  }

  /// Somebody with an account who is not in the buyer.
  async stranger({ language = 'en', agreed = true } = {}) {
    const invitation = await this.invitation(demoPerson('aoi.nakagawa@hikari.example'), {
      slug: 'hikari',
      address: this.address('stranger'),
      role: '',
      permission: '',
      policies: 'read_only',
      family_name: 'Marsh',
      given_name: 'Alex',
      phone: '+44 20 7946 0021',
      language,
    });
    return this.#register(invitation, { family_name: 'Marsh', given_name: 'Alex', language }, agreed && 'hikari');
  }

  /// A customer organization that nobody else knows, with its first Admin, who reads this language.
  async customer(language) {
    const seller = demoPerson('makoto.kitano@kitano.example');
    this.#count += 1;
    const slug = `customer-${this.worker}-${this.#count}`;
    const client = await this.#client(seller, await this.session(seller));
    await this.#call(client, 'organizations/register_customer', { seller: 'kitano', name: 'Willow Trading', slug, language, time_zone: 'Europe/London' });
    await client.dispose();
    const invitation = await this.invitation(seller, { slug, address: this.address('admin'), role: 'admin', permission: '', language });
    return { slug, admin: await this.#register(invitation, { language }) };
  }

  /// Somebody of Owner-rank in an organization of the demonstration who reads this language: who is there, or else
  /// somebody new.
  async ownerOf(slug, language) {
    const there = demoPerson(OWNERS[slug].address);
    return there.language === language ? there : this.member(slug, OWNERS[slug], language);
  }

  /// Agrees to the terms that stand before an organization: download, then agree.
  async #agree(slug, member) {
    const client = await this.#client(member, await this.session(member));
    const { terms } = await this.#call(client, 'terms/gate', { slug });
    for (const home of [`/o/${slug}`, '']) await client.get(`${home}/terms/${terms.version}/download`);
    await this.#call(client, 'terms/agree', { slug, version: terms.version, terms: 'on' });
    await client.dispose();
  }

  /// Makes sure that so many slots are bought where seats are counted: tests fill them.
  async seats(slug, bought) {
    const inviter = demoPerson(OWNERS[slug].address);
    const client = await this.#client(inviter, await this.session(inviter));
    await this.#call(client, 'seats/buy', { slug, bought: String(bought) });
    await client.dispose();
  }

  async #register({ address, link }, typed, agreeing) {
    const person = { address, password: PASSWORD, language: typed.language };
    const client = await this.#client(person);
    await client.get(link);
    const { live } = await this.#call(client, 'invitations/open', {});
    const { id, terms_version: version } = live.confirmation;
    await this.#call(client, 'invitations/register', { id, version, password: PASSWORD, ...typed });
    // Whoever joins a kind that asks for it later has agreed already, unless a test is about that.
    if (agreeing) await this.#call(client, 'terms/agree', { slug: agreeing, version, terms: 'on' });
    this.#sessions.set(address, await client.storageState());
    await client.dispose();
    return person;
  }

  #client(person, storageState) {
    const origin = process.env.USHER_URL;
    const extraHTTPHeaders = { origin, accept: 'application/json', 'accept-language': person.language };
    return request.newContext({ baseURL: origin, extraHTTPHeaders, storageState });
  }

  async #call(client, name, form) {
    const answer = await client.post(`/fn/${name}`, { form });
    if (!answer.ok()) throw new Error(`${name}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  }
}
