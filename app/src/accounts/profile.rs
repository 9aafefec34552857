//! `/account`: what one says about oneself (C2).

use super::{
    frame::{Frame, PersonNames, Tab},
    functions::{SaveProfile, read_profile},
};
use crate::{
    form::{Choices, PostForm, SelectField, Submit, TextField, use_form},
    layout::reading,
    session::use_language,
};
use leptos::prelude::*;
use shared::{Country, Field, Language, account::ProfileForm, texts, texts::accounts as t, views::ProfileView};

/// The profile page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    reading(String::new, |_| Box::pin(read_profile()), |profile| view! { <Profile profile/> })
}

#[component]
fn Profile(profile: ProfileView) -> impl IntoView {
    let language = use_language();
    let label = move |field| texts::errors::label(language, field);
    let form = use_form(|typed: &SaveProfile| typed.form().check().err().unwrap_or_default());
    let ProfileView { form: now, zones } = profile;
    let mut countries: Choices = vec![(String::new(), t::country_none(language).to_owned())];
    countries.extend(Country::all().map(|country| (country.as_str().to_owned(), country.name(language).to_owned())));
    let languages: Choices = Language::ALL.iter().map(|it| (it.tag().to_owned(), it.endonym().to_owned())).collect();
    let mut places: Choices = vec![(String::new(), t::zone_none(language).to_owned())];
    places.extend(zones.into_iter().map(|zone| (zone.clone(), zone.replace('_', " "))));
    view! {
        <Frame tab=Tab::Profile>
            <PostForm form>
                <PersonNames family=now.family_name given=now.given_name/>
                <SelectField field=Field::Country label=label(Field::Country) choices=countries value=now.country optional=true/>
                <SelectField field=Field::Language label=label(Field::Language) choices=languages value=now.language/>
                <TextField field=Field::Phone label=label(Field::Phone) kind="tel" autocomplete="tel" value=now.phone
                    optional=true/>
                <SelectField field=Field::TimeZone label=label(Field::TimeZone) choices=places value=now.time_zone
                    hint=t::zone_hint(language) optional=true/>
                <div class="form-actions"><Submit label=t::save(language)/></div>
            </PostForm>
        </Frame>
    }
}

impl SaveProfile {
    fn form(&self) -> ProfileForm {
        ProfileForm {
            family_name: self.family_name.clone(),
            given_name: self.given_name.clone(),
            country: self.country.clone(),
            language: self.language.clone(),
            phone: self.phone.clone(),
            time_zone: self.time_zone.clone(),
        }
    }
}
