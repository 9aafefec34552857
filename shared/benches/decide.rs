//! How long a decision takes for a person with five policies of twenty statements each (at most 1 µs).

use chrono::DateTime;
use criterion::{Criterion, criterion_group, criterion_main};
use shared::{
    Action, Grant, Grants, Kind, Permission, Resource, Role,
    access::{ActionPattern, Effect, Policy, ResourceKind, ResourcePattern, Statement, explain},
    decide,
};
use std::hint::black_box;

/// Statements about other things than the one that is asked, so that all of them are looked at.
fn policies() -> Vec<Policy> {
    let others = || {
        ResourceKind::ALL
            .iter()
            .filter(|resource| **resource != ResourceKind::Product)
            .map(|resource| (Action::Update, *resource))
            .chain([(Action::Create, ResourceKind::Product), (Action::Delete, ResourceKind::Product)])
    };
    (0..5)
        .map(|number| Policy {
            name: format!("policy number {number}"),
            statements: others()
                .take(20)
                .map(|(action, resource)| Statement {
                    effect: if number % 2 == 0 { Effect::Allow } else { Effect::Deny },
                    action: ActionPattern::One(action),
                    resource: ResourcePattern::One(resource),
                })
                .collect(),
        })
        .collect()
}

fn benches(criterion: &mut Criterion) {
    let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default();
    let custom = policies();
    assert!(custom.iter().all(|policy| policy.statements.len() == 20));
    let person = Grant { policies: custom.iter().map(|policy| policy.name.clone()).collect(), ..Grant::default() };
    let grants = Grants::of(Kind::Metering.preset(), &person).with_policies(&custom);
    let product = Resource::Product(None);
    criterion.bench_function("decide, 5 policies of 20 statements", |bencher| {
        bencher.iter(|| decide(black_box(&grants), Action::Update, black_box(&product), now));
    });
    criterion.bench_function("explain, 5 policies of 20 statements", |bencher| {
        bencher.iter(|| explain(black_box(&grants), Action::Update, black_box(&product), now));
    });
    let owner = Grant { role: Some(Role::Owner), permission: Some(Permission::Admin), ..Grant::default() };
    let grants = Grants::of(Kind::Maker.preset(), &owner);
    criterion.bench_function("decide, a role", |bencher| {
        bencher.iter(|| decide(black_box(&grants), Action::Create, &Resource::Invitation, now));
    });
}

criterion_group!(all, benches);
criterion_main!(all);
