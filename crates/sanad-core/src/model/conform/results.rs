//! Results against the descriptions they refer to: what is named is there, and what was reached can be reached.

use std::collections::{BTreeMap, BTreeSet};

use super::defect::quoted;
use super::{Walker, items};
use crate::code::Code;
use crate::json::{Json, Object};
use crate::model::result::{AchievementResultView, ResultDescriptionView};
use crate::model::scale::{Scale, Within};
use crate::pointer::Trail;

impl Walker {
    /// spec/badge.md#results
    pub(super) fn results(&mut self, subject: &Object, trail: &Trail<'_>) {
        let Some(achievement) = subject.get("achievement").and_then(Json::as_object) else { return };
        let results = items(subject, "result");
        if results.is_empty() {
            return;
        }
        // Indexed once: a hostile badge has thousands of both.
        let described = || items(achievement, "resultDescription").iter().filter_map(Json::as_object);
        let by_id =
            |object| Some((Object::text(object, "id")?, Scale::new(ResultDescriptionView::new(object))));
        let scales: BTreeMap<&str, Scale<'_>> = described().filter_map(by_id).collect();
        let levels = described().flat_map(|description| items(description, "rubricCriterionLevel"));
        let levels: BTreeSet<&str> = levels.filter_map(|level| level.as_object()?.text("id")).collect();
        let list = trail.member("result");
        for (index, result) in results.iter().enumerate() {
            let Some(result) = result.as_object().map(AchievementResultView::new) else { continue };
            let here = list.item(index);
            if let Some(id) = result.achieved_level().filter(|id| !levels.contains(id)) {
                self.unresolved("achievedLevel", id, &here);
            }
            if let Some(id) = result.result_description() {
                match scales.get(id) {
                    None => self.unresolved("resultDescription", id, &here),
                    Some(scale) => self.result(result, scale, &here),
                }
            }
        }
    }

    fn result(&mut self, result: AchievementResultView<'_>, scale: &Scale<'_>, trail: &Trail<'_>) {
        if scale.description().result_type() == Some("Status") && result.status().is_none() {
            let expected = "a status, because the description's resultType is Status";
            self.defect(Code::SchemaMissing, &trail.member("status"), "nothing", expected);
        }
        if let Some(value) = result.value().filter(|value| scale.within(value) == Within::No) {
            let expected = "a value that the result description allows";
            self.defect(Code::ResultValueOutOfRange, &trail.member("value"), quoted(value), expected);
        }
    }

    fn unresolved(&mut self, name: &str, id: &str, trail: &Trail<'_>) {
        let expected = "the id of something in the achievement";
        self.defect(Code::SchemaUnresolved, &trail.member(name), quoted(id), expected);
    }
}
