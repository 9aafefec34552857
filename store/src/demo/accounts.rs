//! The accounts of the demonstration, each with a password hash of its own.

use super::{
    Accounts,
    people::{ORGANIZATIONS, PASSWORD, Person},
};
use crate::{Error, Result, Store, accounts::password::stored};
use shared::password::{Password, PasswordFacts};
use std::collections::HashMap;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Makes the accounts that are missing and gives all of them by address.
pub(super) async fn seed(store: &Store) -> Result<Accounts> {
    let people: HashMap<&'static str, &'static Person> =
        ORGANIZATIONS.iter().flat_map(|it| it.people).map(|person| (person.email, person)).collect();
    let mut accounts = known(store, &people).await?;
    let password = Password::typed(PASSWORD).map_err(|error| Error::fault(format_args!("{error:?}")))?;
    let mut hashes = JoinSet::new();
    for email in people.keys().filter(|email| !accounts.contains_key(*email)) {
        let (store, password, email) = (store.clone(), password.clone(), *email);
        hashes.spawn(async move { (email, store.hasher().hash(&password).await) });
    }
    while let Some(done) = hashes.join_next().await {
        let (email, hash) = done.map_err(Error::fault)?;
        if let Some(person) = people.get(email) {
            insert(store, person, &password, &hash?).await?;
        }
    }
    accounts.extend(known(store, &people).await?);
    Ok(accounts)
}

async fn insert(store: &Store, person: &Person, password: &Password, hash: &str) -> Result<()> {
    let facts = PasswordFacts::of(password);
    sqlx::query!(
        r#"WITH made AS (
               INSERT INTO accounts
                   (id, address, address_verified_at, password_hash, family_name, given_name, language,
                    password_min, password_half_width, password_mixed)
               VALUES ($1, $2, clock_timestamp(), $3, $4, $5, $6, $7, $8, $9)
               ON CONFLICT (address) DO NOTHING
               RETURNING id
           )
           -- They have been here for a while, and agreed to the terms when they came.
           INSERT INTO terms_agreements (account_id, document_id, downloaded_at, agreed_at)
           SELECT made.id, terms.id, clock_timestamp(), clock_timestamp() FROM made, current_terms(NULL) terms"#,
        Uuid::now_v7(),
        person.email,
        hash,
        person.family_name,
        person.given_name,
        person.language.tag(),
        stored(facts.min),
        facts.half_width,
        facts.mixed,
    )
    .execute(store.pool())
    .await?;
    Ok(())
}

async fn known(store: &Store, people: &HashMap<&'static str, &'static Person>) -> Result<Accounts> {
    let addresses: Vec<String> = people.keys().map(ToString::to_string).collect();
    let rows = sqlx::query!("SELECT id, address FROM accounts WHERE address = ANY($1)", &addresses)
        .fetch_all(store.pool())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| people.get_key_value(row.address.as_str()).map(|(email, _)| (*email, row.id)))
        .collect())
}
