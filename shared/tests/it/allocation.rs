//! A decision allocates nothing. Counted on this thread alone: other tests run beside it.
#![expect(unsafe_code, reason = "an allocator is an unsafe interface")]

use crate::at;
use shared::{
    Action, Grant, Grants, Kind, Permission, Role,
    access::{ActionPattern, Effect, Policy, ResourceKind, ResourcePattern, Statement},
    decide,
};
use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    hint::black_box,
};

struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: everything is passed on to the system's allocator; counting touches only a thread-local number.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, address: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(address, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn decisions_allocate_nothing() {
    let statements = vec![
        Statement {
            effect: Effect::Allow,
            action: ActionPattern::Any,
            resource: ResourcePattern::One(ResourceKind::Order)
        };
        20
    ];
    let custom: Vec<Policy> =
        ["a", "b", "c", "d", "e"].map(|name| Policy { name: name.into(), statements: statements.clone() }).into();
    let person = Grant {
        role: Some(Role::Member),
        permission: Some(Permission::Write),
        policies: custom.iter().map(|policy| policy.name.clone()).collect(),
        ..Grant::default()
    };
    let before = COUNT.with(Cell::get);
    for kind in Kind::ALL {
        let grants = Grants::of(kind.preset(), &person).with_policies(&custom);
        for action in Action::ALL {
            for resource in ResourceKind::ALL {
                black_box(decide(black_box(&grants), *action, &resource.any(), at(0)));
            }
        }
    }
    assert_eq!(COUNT.with(Cell::get) - before, 0);
    drop(black_box(vec![1_u8]));
    assert_eq!(COUNT.with(Cell::get) - before, 1, "the counter counts");
}
