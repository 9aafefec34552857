//! Questions from a seed: plausible forms, and texts that people, programs and attackers type.

use chrono::{DateTime, NaiveDate};
use shared::{
    Action, EmailAddress, Grant, Kind, Permission, Role, SignIn,
    access::ResourceKind,
    export::{DecideQuestion, DraftQuestion, Question, RegistrationQuestion},
    invitation::{Draft, Registration},
};

/// How many questions are asked.
pub(crate) const COUNT: usize = 6000;

/// Pieces that texts are made of.
const PIECES: &[&str] = &[
    "a",
    "Z",
    "mei",
    "tanaka",
    "Müller",
    "ß",
    "ſ",
    "İ",
    "ı",
    "Σ",
    "ς",
    "田中",
    "芽衣",
    "ｍｅｉ",
    "ﾀﾅｶ",
    "ｶﾞ",
    "김",
    "한",
    "e\u{301}",
    "A\u{30a}",
    "a\u{323}\u{307}",
    "\u{1e9b}\u{323}",
    "ﬁ",
    "㎏",
    "½",
    "①",
    "𝒜",
    "ﷺ",
    "豈",
    "\u{2f800}",
    "علی",
    "\u{200c}",
    "\u{200d}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{ad}",
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\r\n",
    "\t",
    "\u{3000}",
    "\u{a0}",
    " ",
    "'",
    "\"",
    "<b>",
    "+",
    "-",
    "_",
    ".",
    "..",
    "。",
    "｡",
    "@",
    "＠",
    "[",
    "]",
    ":",
    "/",
    "\\",
    "%00",
    "xn--",
    "xn--bcher-kva",
    "xn--a",
    "bücher",
    "日本語",
    "example",
    "com",
    "co.jp",
    "localhost",
    "127.0.0.1",
    "8",
    "12345678",
    "١٢٣",
    "１２３",
    "😀",
    "👩\u{200d}💻",
    "\u{e0041}",
    "\u{fffd}",
    "\u{10ffff}",
    "Ꭰ",
    "ꭰ",
    "ᾳ",
    "ŉ",
    "क्ष",
    "ක්\u{200d}රි",
    "שלום",
    "ก็",
];

/// Texts that are good, or almost.
const PLAUSIBLE: &[&str] = &[
    "mei.tanaka@example.com",
    "Mei@Example.COM",
    "ｍｅｉ＠ｅｘａｍｐｌｅ．ｃｏｍ",
    "a@bücher.example",
    "a+b@sub.example.co.jp",
    "a@b",
    "a@[127.0.0.1]",
    "\"a b\"@example.com",
    "Tanaka",
    "田中",
    "O’Neil",
    "+81 90-1234-5678",
    "＋８１９０１２３４５６７８",
    "090-1234-5678",
    "JP",
    "us",
    "ZZ",
    "acme",
    "acme-2",
    "Acme",
    "a--b",
    "new",
    "2026-11-22",
    "2027-02-29",
    "２０２７-01-31",
    "2026-1-1",
    "en",
    "ja-JP",
    "Kite-42-fly",
    "password",
    "P@ssw0rd1",
    "kite 42",
    "凧は空高く揚がる",
    "northwind-77",
    "123456",
    "１２３ ４５６",
    "on",
    "true",
    "owner",
    "member",
    "admin",
    "write",
    "viewer",
    "manager",
    "supply_manager",
    "read_only",
    "administrator",
    "",
];

/// An endless row of questions; the same for the same seed.
pub(crate) struct Generator(u64);

impl Generator {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// SplitMix64.
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or_default()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Good, almost good, or glued from pieces; sometimes very long, sometimes any character at all.
    fn text(&mut self) -> String {
        match self.below(10) {
            0..=3 => self.pick(PLAUSIBLE).to_owned(),
            4 => {
                let mut text: Vec<char> = self.pick(PLAUSIBLE).chars().collect();
                let at = self.below(text.len() + 1);
                text.splice(at..at, self.pick(PIECES).chars());
                text.into_iter().collect()
            }
            5 => self.pick(PIECES).repeat(self.below(300)),
            6 => (0..self.below(8)).map(|_| self.character()).collect(),
            7 => {
                let (local, domain) = (self.pieces(3), self.pieces(3));
                format!("{local}@{domain}.com")
            }
            8 => format!("a@{}.com", (0..1 + self.below(3)).map(|_| self.character()).collect::<String>()),
            _ => self.pieces(6),
        }
    }

    fn pieces(&mut self, most: usize) -> String {
        (0..self.below(most + 1)).map(|_| self.pick(PIECES)).collect()
    }

    fn character(&mut self) -> char {
        let end = self.pick(&[0x80, 0x800, 0x3100, 0x11_0000]);
        char::from_u32(u32::try_from(self.below(end)).unwrap_or_default()).unwrap_or('\u{fffd}')
    }

    /// Mostly the text that fits, so that other fields get their turn.
    fn mostly(&mut self, good: &str) -> String {
        if self.chance(85) { good.to_owned() } else { self.text() }
    }

    fn grant(&mut self) -> Grant {
        Grant {
            role: self.chance(85).then(|| self.pick(Role::ALL)),
            permission: self.chance(70).then(|| self.pick(Permission::ALL)),
            policies: (0..self.below(3))
                .map(|_| self.pick(&["administrator", "read_only", "gone"]).to_owned())
                .collect(),
            access_ends_at: self.chance(20).then(|| DateTime::from_timestamp(1_796_032_800, 0)).flatten(),
            ..Grant::default()
        }
    }

    fn draft(&mut self) -> DraftQuestion {
        let kind = self.pick(Kind::ALL);
        let preset = kind.preset();
        let role = if preset.roles.is_empty() { "" } else { self.pick(preset.roles).name() };
        let permission = if preset.permissions.is_empty() { "" } else { self.pick(preset.permissions).name() };
        let mut inviter = if self.chance(30) { self.grant() } else { Grant::default() };
        if inviter == Grant::default() {
            inviter.role = preset.roles.last().copied();
            inviter.permission = preset.permissions.last().copied();
            inviter.policies = preset.managed_policies.iter().map(|policy| policy.name().to_owned()).collect();
        }
        let draft = Draft {
            address: self.mostly("Mei@Example.com"),
            role: self.mostly(role),
            permission: self.mostly(permission),
            policies: preset
                .managed_policies
                .iter()
                .map(|policy| policy.name())
                .map(|name| self.mostly(name))
                .collect(),
            brand_access: self.mostly(""),
            role_set: self.mostly(""),
            accounts: vec![self.mostly("")],
            teams: vec![self.mostly("")],
            identity_provider: self.mostly(""),
            family_name: self.mostly("田中"),
            given_name: self.mostly("芽衣"),
            phone: self.mostly("+81 90 1234 5678"),
            language: self.mostly("ja"),
            access_ends_on: self.mostly(if inviter.access_ends_at.is_some() { "2026-11-29" } else { "" }),
            expires_on: self.mostly(""),
        };
        DraftQuestion { kind, inviter, today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default(), draft }
    }

    fn registration(&mut self) -> Option<RegistrationQuestion> {
        let password = self.mostly("Kite-42-fly");
        let form = Registration {
            family_name: self.mostly("Tanaka"),
            given_name: self.mostly("Mei"),
            country: self.mostly("JP"),
            language: self.mostly("ja"),
            phone: self.mostly("+81 90 1234 5678"),
            password_again: if self.chance(90) { password.clone() } else { self.text() },
            password,
            version: self.mostly("1"),
            terms: self.mostly("on"),
            code: self.mostly("123 456"),
        };
        Some(RegistrationQuestion {
            kind: self.pick(Kind::ALL),
            address: EmailAddress::parse("mei.tanaka@example.com").ok()?,
            organization: self.mostly("Northwind"),
            needs_code: self.chance(50),
            form,
        })
    }

    fn question(&mut self) -> Question {
        match self.below(16) {
            0..=4 => Question::Address(self.text()),
            5 => Question::PersonName(self.text()),
            6 => Question::OrganizationName(self.text()),
            7 => Question::Phone(self.text()),
            8 => Question::Country(self.text()),
            9 => Question::Slug(self.text()),
            10 => Question::Day(self.text()),
            11 => Question::SignIn(SignIn { address: self.text(), password: self.text() }),
            12 | 13 => Question::Draft(Box::new(self.draft())),
            14 => match self.registration() {
                Some(question) => Question::Registration(Box::new(question)),
                None => Question::Day(String::new()),
            },
            _ => Question::Decide(Box::new(DecideQuestion {
                kind: self.pick(Kind::ALL),
                grant: self.grant(),
                action: self.pick(Action::ALL),
                resource: self.pick(ResourceKind::ALL),
                now: 1_700_000_000 + i64::try_from(self.below(200_000_000)).unwrap_or_default(),
            })),
        }
    }
}

impl Iterator for Generator {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut question = serde_json::to_vec(&self.question()).ok()?;
        // Some are damaged, as a broken client would damage them.
        if self.chance(2) {
            let length = self.below(question.len());
            question.truncate(length);
        }
        Some(question)
    }
}
