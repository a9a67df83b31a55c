// C# 7: Mono's compiler compiles this file too.
namespace IinkedSign.Tests
{
    /// <summary>The typed fields of every answer, as tests/cases/README.md writes them.</summary>
    internal sealed class Fields
    {
        private readonly JsonText json;

        internal Fields(JsonText json) { this.json = json; }

        internal void PackageStatus(PackageStatus it) => json.Object(() =>
        {
            json.Key("packageId").Text(it.PackageId);
            json.Key("organizationId").Text(it.OrganizationId);
            json.Key("memberId").Text(it.MemberId);
            json.Key("name").Text(it.Name);
            json.Key("timeSignBy").Time(it.TimeSignByText, it.TimeSignBy);
            json.Key("type").Constant(PackageType.Known, it.Type, it.Type.Text);
            json.Key("state").Constant(PackageState.Known, it.State, it.State.Text);
            json.Key("externalData").Raw(it.ExternalData);
            json.Key("isExecuted").Flag(it.IsExecuted);
            json.Key("documents").List(it.Documents, Document);
            json.Key("signers").List(it.Signers, Signer);
        });

        private void Document(Document it) => json.Object(() =>
        {
            json.Key("packageId").Text(it.PackageId);
            json.Key("documentId").Text(it.DocumentId);
            json.Key("fileId").Text(it.FileId);
            json.Key("externalId").Text(it.ExternalId);
            json.Key("name").Text(it.Name);
            json.Key("fileName").Text(it.FileName);
            json.Key("order").Number(it.Order);
            json.Key("isExecuted").Flag(it.IsExecuted);
            json.Key("revisions").List(it.Revisions, Revision);
        });

        private void Revision(Revision it) => json.Object(() =>
        {
            json.Key("packageId").Text(it.PackageId);
            json.Key("documentId").Text(it.DocumentId);
            json.Key("revisionId").Text(it.RevisionId);
            json.Key("signerId").Text(it.SignerId);
            json.Key("link").Text(it.Link.Reveal());
            json.Key("isNext").Flag(it.IsNext);
            json.Key("isSigned").Flag(it.IsSigned);
        });

        private void Signer(Signer it) => json.Object(() =>
        {
            json.Key("signerId").Text(it.SignerId);
            json.Key("firstName").Text(it.FirstName);
            json.Key("lastName").Text(it.LastName);
            json.Key("email").Text(it.Email);
            json.Key("mobileNumber").Text(it.MobileNumber);
            json.Key("order").Number(it.Order);
            json.Key("links").List(it.Links, Link);
            json.Key("signLink");
            Link(it.SignLink);
            json.Key("meetingLink");
            Link(it.MeetingLink);
        });

        private void Link(Link it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("token").Text(it.Token.Reveal());
                json.Key("packageId").Text(it.PackageId);
                json.Key("documentId").Text(it.DocumentId);
                json.Key("revisionId").Text(it.RevisionId);
                json.Key("name").Text(it.Name);
                json.Key("link").Text(it.Url.Reveal());
                json.Key("timeExpires").Time(it.TimeExpiresText, it.TimeExpires);
                json.Key("type").Constant(LinkType.Known, it.Type, it.Type.Text);
                json.Key("isNext").Flag(it.IsNext);
                json.Key("isSigned").Flag(it.IsSigned);
            });
        }

        internal void PackageVideos(PackageVideos it) => json.Object(() =>
        {
            json.Key("packageId").Text(it.PackageId);
            json.Key("videos").List(it.Videos, Video);
        });

        private void Video(Video it) => json.Object(() =>
        {
            json.Key("meetingVideoId").Text(it.MeetingVideoId);
            json.Key("meetingVideoSharedId").Text(it.MeetingVideoSharedId);
            json.Key("meetingId").Text(it.MeetingId);
            json.Key("meetingSessionId").Text(it.MeetingSessionId);
            json.Key("externalVideoId").Text(it.ExternalVideoId);
            json.Key("externalStorageId").Text(it.ExternalStorageId);
            json.Key("timeCreated").Time(it.TimeCreatedText, it.TimeCreated);
            json.Key("timeRetention").Time(it.TimeRetentionText, it.TimeRetention);
            json.Key("timeDeleted").Time(it.TimeDeletedText, it.TimeDeleted);
            json.Key("duration").Length(it.DurationText, it.Duration);
            json.Key("size").Number(it.Size);
            json.Key("source").Text(it.Source);
            json.Key("type").Constant(VideoType.Known, it.Type, it.Type.Text);
            json.Key("state").Constant(VideoState.Known, it.State, it.State.Text);
            json.Key("url").Text(it.Url.Reveal());
            json.Key("timeUrlExpires").Time(it.TimeUrlExpiresText, it.TimeUrlExpires);
        });

        internal void PackageSummary(PackageSummary it) => json.Object(() =>
        {
            json.Key("packageId").Text(it.PackageId);
            json.Key("organizationId").Text(it.OrganizationId);
            json.Key("memberId").Text(it.MemberId);
            json.Key("teamId").Text(it.TeamId);
            json.Key("folderId").Text(it.FolderId);
            json.Key("shared").Flag(it.Shared);
            json.Key("timeCreated").Time(it.TimeCreatedText, it.TimeCreated);
            json.Key("timeLastModified").Time(it.TimeLastModifiedText, it.TimeLastModified);
            json.Key("timeSignBy").Time(it.TimeSignByText, it.TimeSignBy);
            json.Key("name").Text(it.Name);
            json.Key("category").Text(it.Category);
            json.Key("clientNumber").Text(it.ClientNumber);
            json.Key("matterNumber").Text(it.MatterNumber);
            json.Key("description").Text(it.Description);
            json.Key("type").Constant(PackageType.Known, it.Type, it.Type.Text);
            json.Key("state").Constant(PackageState.Known, it.State, it.State.Text);
            json.Key("externalData").Raw(it.ExternalData);
            json.Key("isExecuted").Flag(it.IsExecuted);
            json.Key("timeExecuted").Time(it.TimeExecutedText, it.TimeExecuted);
            json.Key("documents").List(it.Documents, SummaryDocument);
            json.Key("signers").List(it.Signers, SummarySigner);
            json.Key("recipients").List(it.Recipients, SummaryRecipient);
        });

        private void SummaryDocument(SummaryDocument it) => json.Object(() =>
        {
            json.Key("documentId").Text(it.DocumentId);
            json.Key("externalId").Text(it.ExternalId);
            json.Key("index").Number(it.Index);
            json.Key("name").Text(it.Name);
            json.Key("fileName").Text(it.FileName);
            json.Key("isExecuted").Flag(it.IsExecuted);
            json.Key("timeExecuted").Time(it.TimeExecutedText, it.TimeExecuted);
        });

        private void SummarySigner(SummarySigner it) => json.Object(() =>
        {
            json.Key("signerId").Text(it.SignerId);
            json.Key("index").Number(it.Index);
            json.Key("firstName").Text(it.FirstName);
            json.Key("lastName").Text(it.LastName);
            json.Key("email").Text(it.Email);
            json.Key("role").Text(it.Role);
            json.Key("type").Text(it.Type);
            json.Key("verify").Raw(it.Verify);
            json.Key("isVerified").Flag(it.IsVerified);
            json.Key("isNext").Flag(it.IsNext);
            json.Key("isExecuted").Flag(it.IsExecuted);
            json.Key("timeExecuted").Time(it.TimeExecutedText, it.TimeExecuted);
        });

        private void SummaryRecipient(SummaryRecipient it) => json.Object(() =>
        {
            json.Key("recipientId").Text(it.RecipientId);
            json.Key("firstName").Text(it.FirstName);
            json.Key("lastName").Text(it.LastName);
            json.Key("email").Text(it.Email);
            json.Key("type").Text(it.Type);
        });
    }
}
