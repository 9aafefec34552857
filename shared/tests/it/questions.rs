//! What is refused leads to exactly its chain (M10).

use shared::{
    Action, Resource,
    access::{PartSort, Question, ResourceKind},
    ids::MembershipId,
};
use uuid::Uuid;

#[test]
fn req_m10_every_question_survives_its_address() {
    let id = Uuid::from_u128(7);
    for (action, resource) in Action::ALL.iter().flat_map(|action| ResourceKind::ALL.iter().map(move |of| (action, of)))
    {
        for of in [None, Some(id)] {
            let question = Question { action: *action, resource: *resource, of };
            let query = question.query();
            let (operation, rest) = query.split_once('&').unwrap_or((&query, ""));
            let operation = operation.strip_prefix("operation=").unwrap_or_default().replace("%20", " ");
            let of = rest.strip_prefix("of=").unwrap_or_default();
            assert_eq!(Question::parse(&operation, of), Some(question), "{query}");
            assert!(query.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"=&:%-".contains(&byte)), "{query}");
        }
    }
    assert_eq!(Question::parse("nonsense", ""), None);
}

#[test]
fn req_m10_a_question_is_about_one_part_or_one_person() {
    let id = Uuid::from_u128(7);
    for sort in PartSort::ALL {
        assert_eq!(Question::about(Action::Update, &sort.resource().of(id)).of, Some(id), "{sort}");
        assert_eq!(Question::about(Action::List, &sort.resource().any()).of, None, "{sort}");
    }
    let removing = Question::about(Action::Delete, &Resource::ANY_MEMBER);
    assert_eq!((removing.resource, removing.of), (ResourceKind::Member, None));
    let one = removing.of_person(MembershipId::new(id));
    assert_eq!((one.action, one.of), (Action::Delete, Some(id)));
    assert_eq!(
        one.path("aoba"),
        format!("/o/aoba/members/me/why?operation=config:delete%20orgUser&of={id}"),
        "the reader asks about themselves"
    );
}
