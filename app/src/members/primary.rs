//! Handing over being Primary Owner, on the page of who is to become it (M4).

use super::{
    functions::{ConfirmPrimary, OfferPrimary, WithdrawPrimary},
    parts::{Act, called},
};
use crate::{
    access::Refused,
    form::{Form, use_form},
    session::use_language,
};
use leptos::prelude::*;
use shared::{
    Action, FieldErrors, Resource, texts,
    views::{MemberDetails, OrganizationView},
};

/// What can be done about it, by whoever reads the page.
#[component]
pub(super) fn Primary(organization: OrganizationView, member: MemberDetails) -> impl IntoView {
    let language = use_language();
    let offer: Form<OfferPrimary> = use_form(|_: &OfferPrimary| FieldErrors::default());
    let withdraw: Form<WithdrawPrimary> = use_form(|_: &WithdrawPrimary| FieldErrors::default());
    let confirm: Form<ConfirmPrimary> = use_form(|_: &ConfirmPrimary| FieldErrors::default());
    let hands_over = organization.may(Action::HandOver, &Resource::PrimaryOwner);
    let (slug, id) = (organization.slug.to_string(), member.row.id.to_string());
    let name = called(&member, language);
    if member.is_offered_primary && member.is_me {
        return view! {
            <section class="notice" role="status">
                <strong>{texts::members::asked_primary(language)}</strong>
                <p>{texts::members::asked_primary_detail(language)}</p>
                <div class="notice-actions">
                    <Act form=confirm slug=slug.clone() id=id.clone() label=texts::members::confirm_primary(language) class="button button-primary"/>
                    <Act form=withdraw slug id label=texts::members::decline_primary(language)/>
                </div>
            </section>
        }
        .into_any();
    }
    if member.is_offered_primary && hands_over {
        return view! {
            <section class="notice" role="status">
                <p>{texts::members::offered_primary(language, name)}</p>
                <div class="notice-actions">
                    <Act form=withdraw slug id label=texts::members::withdraw_primary(language)/>
                </div>
            </section>
        }
        .into_any();
    }
    let could = member.keeps && !member.row.is_primary && !member.is_me;
    if could && !hands_over {
        let label = texts::members::offer_primary(language);
        return view! { <Refused organization label action=Action::HandOver resource=Resource::PrimaryOwner/> }
            .into_any();
    }
    (hands_over && member.keeps && !member.row.is_primary)
        .then(|| {
            view! {
                <details class="more" open=offer.came_back()>
                    <summary>{texts::members::offer_primary(language)}</summary>
                    <p>{texts::members::offer_primary_hint(language, name)}</p>
                    <Act form=offer slug id label=texts::members::offer_primary(language)/>
                </details>
            }
        })
        .into_any()
}
