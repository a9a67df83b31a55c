//! Plans and reports as tables, in Arrow's format.

use super::failure::Result;
use super::plan::{Item, Plan, VideoFacts};
use super::report::Report;
use crate::audit::tables::{Holds, Rows, Table};
use crate::model::View;

impl Plan {
    /// What is to be deleted, and what it was; at most so many items.
    pub fn items_table(&self, most: usize) -> Result<Table> {
        use Holds::{Flag, Integer, Text, Time};
        let mut rows = Rows::new(
            "items",
            &[
                ("n", Integer),
                ("package_id", Text),
                ("meeting_video_id", Text),
                ("state", Text),
                ("executed", Flag),
                ("time_last_modified", Time),
                ("time_retention", Time),
                ("member_id", Text),
                ("revisions_signed", Integer),
                ("revisions_count", Integer),
                ("documents", Integer),
                ("videos", Integer),
                ("video_bytes", Integer),
                ("video_state", Text),
            ],
        );
        for item in self.items().take(most) {
            let Item { n, package_id, meeting_video_id, was } = item?;
            let sizes = was.videos.iter().filter_map(|video| video.size);
            let video: Option<&VideoFacts> = meeting_video_id.is_some().then(|| was.videos.first()).flatten();
            rows.push(&[
                View::Integer(n.into()),
                View::Text(&package_id),
                text(meeting_video_id.as_deref()),
                text(was.state.as_deref()),
                was.executed.map_or(View::Null, View::Flag),
                text(was.time_last_modified.as_deref()),
                text(was.time_retention.as_deref()),
                text(was.member_id.as_deref()),
                was.revisions_signed.map_or(View::Null, View::Integer),
                was.revisions_count.map_or(View::Null, View::Integer),
                was.documents.map_or(View::Null, |count| View::Integer(i64::try_from(count).unwrap_or(i64::MAX))),
                View::Integer(i64::try_from(was.videos.len()).unwrap_or(i64::MAX)),
                View::Integer(sizes.fold(0, i64::saturating_add)),
                text(video.and_then(|video| video.state.as_deref())),
            ]);
        }
        Ok(rows.finish()?)
    }

    /// What stays, and why; at most so many candidates.
    pub fn kept_table(&self, most: usize) -> Result<Table> {
        let columns = [("package_id", Holds::Text), ("meeting_video_id", Holds::Text), ("reason", Holds::Text)];
        let mut rows = Rows::new("kept", &columns);
        for kept in self.kept().take(most) {
            let kept = kept?;
            rows.push(&[
                text(kept.package_id.as_deref()),
                text(kept.meeting_video_id.as_deref()),
                View::Text(&kept.kept),
            ]);
        }
        Ok(rows.finish()?)
    }
}

impl Report {
    /// The outcome of each item; of at most so many.
    pub fn items_table(&self, most: usize) -> Result<Table> {
        use Holds::{Integer, Text};
        let mut rows = Rows::new(
            "items",
            &[
                ("n", Integer),
                ("package_id", Text),
                ("meeting_video_id", Text),
                ("state", Text),
                ("http_status", Integer),
                ("error_code", Text),
                ("attempts", Integer),
                ("evidence", Text),
                ("sha256", Text),
                ("fields", Text),
            ],
        );
        for row in self.rows().take(most) {
            let row = row?;
            rows.push(&[
                View::Integer(row.n.into()),
                View::Text(&row.package_id),
                text(row.meeting_video_id.as_deref()),
                View::Text(row.state.as_str()),
                row.http_status.map_or(View::Null, |status| View::Integer(status.into())),
                text(row.error_code.as_deref()),
                View::Integer(row.attempts.into()),
                text(row.evidence.map(crate::Evidence::as_str)),
                text(row.sha256.as_deref()),
                text(row.fields.as_deref()),
            ]);
        }
        Ok(rows.finish()?)
    }
}

fn text(text: Option<&str>) -> View<'_> {
    text.map_or(View::Null, View::Text)
}
