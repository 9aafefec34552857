//! `application/x-www-form-urlencoded`, read strictly: a field that the function does not know, or one that
//! comes twice, refuses the whole request (SECURITY A4, R5, U3).

use serde::{Serialize, de::DeserializeOwned};
use server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType, codec::Post};
use std::collections::BTreeMap;

/// The input encoding of every server function: `#[server(input = Strict)]`.
pub type Strict = Post<StrictForm>;

/// The codec behind [`Strict`].
pub struct StrictForm;

impl ContentType for StrictForm {
    const CONTENT_TYPE: &'static str = "application/x-www-form-urlencoded";
}

impl FormatType for StrictForm {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for StrictForm {
    type Error = serde_html_form::ser::Error;

    fn encode(value: &T) -> Result<Bytes, Self::Error> {
        serde_html_form::to_string(value).map(Bytes::from)
    }
}

impl<T: Serialize + DeserializeOwned> Decodes<T> for StrictForm {
    type Error = String;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        let value: T = serde_html_form::from_bytes(&bytes).map_err(|error| error.to_string())?;
        // What the value itself would send is exactly what it knows; anything beyond was made up.
        let echo = serde_html_form::to_string(&value).map_err(|error| error.to_string())?;
        let known = count(echo.as_bytes())?;
        for (name, times) in count(&bytes)? {
            if known.get(&name).copied().unwrap_or(0) < times {
                return Err(format!("unexpected field {name:?}"));
            }
        }
        Ok(value)
    }
}

fn count(form: &[u8]) -> Result<BTreeMap<String, usize>, String> {
    let pairs: Vec<(String, String)> = serde_html_form::from_bytes(form).map_err(|error| error.to_string())?;
    let mut counts = BTreeMap::new();
    for (name, _) in pairs {
        *counts.entry(name).or_default() += 1;
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    struct Sample {
        address: String,
        policies: Vec<String>,
    }

    fn decode(form: &'static str) -> Result<Sample, String> {
        StrictForm::decode(Bytes::from_static(form.as_bytes()))
    }

    #[test]
    fn reads_what_a_browser_sends() {
        let sample = decode("address=a%40b.example&policies=x&policies=y").unwrap();
        assert_eq!(sample, Sample { address: "a@b.example".into(), policies: vec!["x".into(), "y".into()] });
        assert_eq!(decode("").unwrap(), Sample::default());
    }

    #[test]
    fn sec_a04_r05_refuses_fields_it_does_not_know() {
        assert!(decode("address=a&role=owner").is_err());
        assert!(decode("address=a&email_verified=true").is_err());
    }

    #[test]
    fn sec_u03_refuses_a_field_given_twice() {
        assert!(decode("address=a&address=b").is_err());
    }

    #[test]
    fn what_is_encoded_decodes_again() {
        let sample = Sample { address: "木村@例え.jp &=%".into(), policies: vec!["a".into(), "b".into()] };
        assert_eq!(StrictForm::decode(StrictForm::encode(&sample).unwrap()), Ok(sample));
    }
}
