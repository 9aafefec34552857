// Mails as they arrived over SMTP.
import PostalMime from 'postal-mime';

/// Waits for the next mail to an address and reads it. A mail is given once.
export async function nextMail(to) {
  const answer = await fetch(`${process.env.USHER_MAIL}?to=${encodeURIComponent(to)}`);
  if (!answer.ok) throw new Error(await answer.text());
  const mail = await PostalMime.parse(await answer.arrayBuffer());
  return {
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    /// The invitation's link, as the text part has it.
    get link() {
      return found(/http:\S+\/i\/[\w-]+/, mail.text);
    },
    /// The code of six digits.
    get code() {
      return found(/\b\d{6}\b/, mail.text);
    },
  };
}

function found(pattern, text) {
  const match = pattern.exec(text);
  if (!match) throw new Error(`the mail has nothing like ${pattern}:\n${text}`);
  return match[0];
}
