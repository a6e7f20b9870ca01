//! How accreditations are interrupted, taken up again and taken away on a list in the making.

use super::error::DraftError;
use super::members::{insert_event, names, objects, objects_mut, push, time};
use super::turn::Turn;
use super::{AccreditationListDraft, without_end};
use crate::accreditation::history::Status;
use crate::json::{Json, Object};
use crate::timestamp::Timestamp;

impl AccreditationListDraft {
    /// Interrupts accreditations; [`Self::reinstate`] takes them up again. Gives back their numbers.
    ///
    /// # Errors
    /// [`DraftError`], if nobody is listed by that id, or nothing is granted then.
    pub fn suspend(&mut self, entity: &str, turn: &Turn) -> Result<Vec<String>, DraftError> {
        self.end(entity, Status::Suspended, turn)
    }

    /// Takes accreditations away, for good. Gives back their numbers.
    ///
    /// # Errors
    /// As [`Self::suspend`].
    pub fn withdraw(&mut self, entity: &str, turn: &Turn) -> Result<Vec<String>, DraftError> {
        self.end(entity, Status::Withdrawn, turn)
    }

    /// Takes up what was suspended, under new numbers, until the old end or the one given; gives back the new numbers.
    ///
    /// # Errors
    /// [`DraftError`], if nobody is listed by that id, or nothing is suspended then.
    pub fn reinstate(
        &mut self,
        entity: &str,
        turn: &Turn,
        until: Option<Timestamp>,
    ) -> Result<Vec<String>, DraftError> {
        let listed = self.entity(entity)?;
        let mut again: Vec<Object> = Vec::new();
        for action in objects(listed, "recognizedTo") {
            let id = action.text("id").unwrap_or_default();
            let last = objects(listed, "statusHistory").rfind(|event| names(event, id));
            let is_suspended =
                last.is_some_and(|event| event.text("status") == Some(Status::Suspended.as_str()));
            let taken_up = objects(listed, "recognizedTo").any(|other| other.text("resumes") == Some(id));
            if is_suspended && !taken_up && turn.is_about(id) {
                again.push(action.clone());
            }
        }
        if again.is_empty() {
            return Err(DraftError::NothingSuspended { entity: entity.to_owned() });
        }
        let mut numbers = Vec::new();
        for mut action in again {
            let old = action.text("id").unwrap_or_default().to_owned();
            let scheduled = action.remove("scheduledUntil").as_ref().and_then(Json::as_str).and_then(time);
            let Some(until) = until.or(scheduled).or_else(without_end).filter(|until| *until > turn.from)
            else {
                return Err(DraftError::WindowEmpty { from: turn.from, until: until.or(scheduled) });
            };
            let id = self.fresh_number();
            action.insert("id", id.as_str());
            action.insert("validFrom", turn.from.to_string());
            action.insert("validUntil", until.to_string());
            action.insert("resumes", old);
            push(self.entity(entity)?, "recognizedTo", action);
            numbers.push(id);
        }
        let listed = self.entity(entity)?;
        insert_event(listed, turn.event(Status::Accredited, &numbers), turn.from);
        Ok(numbers)
    }

    fn end(&mut self, entity: &str, status: Status, turn: &Turn) -> Result<Vec<String>, DraftError> {
        let listed = self.entity(entity)?;
        let is_suspended = |listed: &Object, id: &str| {
            let mut events = objects(listed, "statusHistory").filter(|event| names(event, id));
            events.next_back().is_some_and(|event| event.text("status") == Some(Status::Suspended.as_str()))
        };
        let mut ended = Vec::new();
        for action in objects(listed, "recognizedTo") {
            let id = action.text("id").unwrap_or_default();
            let runs = action.text("validUntil").and_then(time).is_some_and(|until| until > turn.from);
            // What is suspended can still be withdrawn, and then not be taken up again.
            let last_word = status == Status::Withdrawn && is_suspended(listed, id);
            if turn.is_about(id) && (runs || last_word) {
                ended.push(id.to_owned());
            }
        }
        if let Some(stranger) = turn.actions.iter().find(|id| !ended.contains(id)) {
            return Err(DraftError::NotGranted { action: stranger.clone(), at: turn.from });
        }
        if ended.is_empty() {
            return Err(DraftError::NothingGranted { entity: entity.to_owned(), at: turn.from });
        }
        for action in objects_mut(listed, "recognizedTo") {
            let is_ended = action.text("id").is_some_and(|id| ended.iter().any(|ended| ended == id));
            let (from, until) =
                (action.text("validFrom").and_then(time), action.text("validUntil").and_then(time));
            let (true, Some(from), Some(until)) = (is_ended, from, until) else { continue };
            // What has not begun by then is void from its own beginning on.
            let end = turn.from.max(from);
            if until > end {
                action.insert("validUntil", end.to_string());
                if status == Status::Suspended {
                    action.insert("scheduledUntil", until.to_string());
                }
            }
        }
        insert_event(listed, turn.event(status, &ended), turn.from);
        Ok(ended)
    }
}
