//! Files as people really send them.

use super::*;
use shared::{invitation::Draft, kind::Kind};

fn read_bytes(bytes: &[u8]) -> Result<Vec<Draft>, SheetTrouble> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let mut drafts = Vec::new();
    read(file, Kind::Buyer.preset(), |batch| {
        drafts.extend(batch.into_iter().map(|row| row.draft));
        true
    })?;
    Ok(drafts)
}

fn trouble(text: &str) -> (SheetProblem, u32, String) {
    let trouble = read_bytes(text.as_bytes()).unwrap_err();
    (trouble.problem, trouble.line, trouble.name)
}

#[test]
fn req_i12_pasted_addresses_and_named_columns() {
    let pasted = read_bytes(b"a@x.example\n\nb@x.example, c@x.example\r\n").unwrap();
    assert_eq!(
        pasted.iter().map(|draft| draft.address.as_str()).collect::<Vec<_>>(),
        ["a@x.example", "b@x.example", "c@x.example"]
    );
    assert!(pasted.iter().all(|draft| draft.role == "member" && draft.permission == "write"));
    let named = read_bytes("E-mail;Role;姓;名\n\"a@x.example\";Owner;\"佐藤\";花子\n".as_bytes()).unwrap();
    assert_eq!(
        (named[0].role.as_str(), named[0].family_name.as_str(), named[0].given_name.as_str()),
        ("owner", "佐藤", "花子")
    );
}

#[test]
fn req_i12_every_encoding_that_spreadsheets_write() {
    let text = "メールアドレス,姓,名\na@x.example,佐藤,花子\n";
    let utf16 = |big: bool| {
        let units = std::iter::once('\u{feff}').chain(text.chars()).collect::<String>();
        units
            .encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect::<Vec<u8>>()
    };
    let shift_jis = SHIFT_JIS.encode(text).0.into_owned();
    for bytes in
        [text.as_bytes().to_vec(), format!("\u{feff}{text}").into_bytes(), utf16(false), utf16(true), shift_jis]
    {
        assert_eq!(read_bytes(&bytes).unwrap()[0].family_name, "佐藤");
    }
    let broken = read_bytes(b"address\na@x.example\nb\xff\xfe@x.example\n").unwrap_err();
    assert_eq!((broken.problem, broken.line), (SheetProblem::Encoding, 3));
}

#[test]
fn req_i12_what_is_wrong_is_said_with_its_line() {
    assert_eq!(trouble("name,place\nx,y\n").0, SheetProblem::NoAddress);
    assert_eq!(trouble("address,colour\n"), (SheetProblem::UnknownColumn, 1, "colour".into()));
    assert_eq!(trouble("address,role,E-Mail\n"), (SheetProblem::DuplicateColumn, 1, "E-Mail".into()));
    assert_eq!(trouble("address,role\na@x.example,member\n\"b@x.example,member\nc@x.example,member\n").1, 3);
    assert_eq!(trouble("address,role\na@x.example,member,more\n"), (SheetProblem::ManyCells, 2, String::new()));
    assert_eq!(trouble(&format!("address\n{}\n", "x".repeat(MAX_LINE))), (SheetProblem::LongLine, 2, String::new()));
    let rows: String = (0..=MAX_ROWS).map(|number| format!("p{number}@x.example\n")).collect();
    assert_eq!(trouble(&format!("address\n{rows}")), (SheetProblem::ManyRows, MAX_ROWS + 2, String::new()));
}

#[test]
fn req_i12_an_open_quotation_mark_does_not_swallow_the_file() {
    let text = format!("address\n\"{}", "x@x.example\n".repeat(100_000));
    assert_eq!(trouble(&text), (SheetProblem::Quote, 2, String::new()));
}

#[test]
fn sec_u02_nul_stays_in_its_row_and_is_refused_there() {
    let drafts = read_bytes(b"a\0@x.example\n").unwrap();
    assert!(shared::EmailAddress::parse(&drafts[0].address).is_err());
}
