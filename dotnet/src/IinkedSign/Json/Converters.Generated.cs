// Generated from src/model by dotnet/generate; do not edit.
#nullable enable
#if NET8_0_OR_GREATER
using System.ComponentModel;

namespace IinkedSign.Json
{
    // One class for each type, because source generators want to name a converter that they can make.

    /// <summary>A <see cref="PackageState"/> is its text.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class PackageStateConverter : ConstantConverter<PackageState>
    {
        private protected override PackageState Make(string? text) => new PackageState(text);

        private protected override string? Text(PackageState value) => value.Text;
    }

    /// <summary>A <see cref="PackageType"/> is its text.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class PackageTypeConverter : ConstantConverter<PackageType>
    {
        private protected override PackageType Make(string? text) => new PackageType(text);

        private protected override string? Text(PackageType value) => value.Text;
    }

    /// <summary>A <see cref="VideoState"/> is its text.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class VideoStateConverter : ConstantConverter<VideoState>
    {
        private protected override VideoState Make(string? text) => new VideoState(text);

        private protected override string? Text(VideoState value) => value.Text;
    }

    /// <summary>A <see cref="VideoType"/> is its text.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class VideoTypeConverter : ConstantConverter<VideoType>
    {
        private protected override VideoType Make(string? text) => new VideoType(text);

        private protected override string? Text(VideoType value) => value.Text;
    }

    /// <summary>A <see cref="LinkType"/> is its text.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class LinkTypeConverter : ConstantConverter<LinkType>
    {
        private protected override LinkType Make(string? text) => new LinkType(text);

        private protected override string? Text(LinkType value) => value.Text;
    }

    /// <summary>A <see cref="PackageStatus"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class PackageStatusConverter : ModelConverter<PackageStatus>
    {
        private protected override PackageStatus Parse(System.Text.Json.JsonElement json) => PackageStatus.Parse(json);
    }

    /// <summary>A <see cref="Document"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class DocumentConverter : ModelConverter<Document>
    {
        private protected override Document Parse(System.Text.Json.JsonElement json) => Document.Parse(json);
    }

    /// <summary>A <see cref="Revision"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class RevisionConverter : ModelConverter<Revision>
    {
        private protected override Revision Parse(System.Text.Json.JsonElement json) => Revision.Parse(json);
    }

    /// <summary>A <see cref="Signer"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class SignerConverter : ModelConverter<Signer>
    {
        private protected override Signer Parse(System.Text.Json.JsonElement json) => Signer.Parse(json);
    }

    /// <summary>A <see cref="Link"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class LinkConverter : ModelConverter<Link>
    {
        private protected override Link Parse(System.Text.Json.JsonElement json) => Link.Parse(json);
    }

    /// <summary>A <see cref="Video"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class VideoConverter : ModelConverter<Video>
    {
        private protected override Video Parse(System.Text.Json.JsonElement json) => Video.Parse(json);
    }

    /// <summary>A <see cref="PackageVideos"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class PackageVideosConverter : ModelConverter<PackageVideos>
    {
        private protected override PackageVideos Parse(System.Text.Json.JsonElement json) => PackageVideos.Parse(json);
    }

    /// <summary>A <see cref="PackageSummary"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class PackageSummaryConverter : ModelConverter<PackageSummary>
    {
        private protected override PackageSummary Parse(System.Text.Json.JsonElement json) => PackageSummary.Parse(json);
    }

    /// <summary>A <see cref="SummaryDocument"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class SummaryDocumentConverter : ModelConverter<SummaryDocument>
    {
        private protected override SummaryDocument Parse(System.Text.Json.JsonElement json) => SummaryDocument.Parse(json);
    }

    /// <summary>A <see cref="SummarySigner"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class SummarySignerConverter : ModelConverter<SummarySigner>
    {
        private protected override SummarySigner Parse(System.Text.Json.JsonElement json) => SummarySigner.Parse(json);
    }

    /// <summary>A <see cref="SummaryRecipient"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class SummaryRecipientConverter : ModelConverter<SummaryRecipient>
    {
        private protected override SummaryRecipient Parse(System.Text.Json.JsonElement json) => SummaryRecipient.Parse(json);
    }

    /// <summary>A <see cref="Package"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class PackageConverter : ModelConverter<Package>
    {
        private protected override Package Parse(System.Text.Json.JsonElement json) => Package.Parse(json);
    }

    /// <summary>A <see cref="PackageFormat"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class PackageFormatConverter : ModelConverter<PackageFormat>
    {
        private protected override PackageFormat Parse(System.Text.Json.JsonElement json) => PackageFormat.Parse(json);
    }

    /// <summary>A <see cref="Meeting"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class MeetingConverter : ModelConverter<Meeting>
    {
        private protected override Meeting Parse(System.Text.Json.JsonElement json) => Meeting.Parse(json);
    }

    /// <summary>A <see cref="PackageDocument"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class PackageDocumentConverter : ModelConverter<PackageDocument>
    {
        private protected override PackageDocument Parse(System.Text.Json.JsonElement json) => PackageDocument.Parse(json);
    }

    /// <summary>A <see cref="PackageRevision"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class PackageRevisionConverter : ModelConverter<PackageRevision>
    {
        private protected override PackageRevision Parse(System.Text.Json.JsonElement json) => PackageRevision.Parse(json);
    }

    /// <summary>A <see cref="RecordedMeeting"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class RecordedMeetingConverter : ModelConverter<RecordedMeeting>
    {
        private protected override RecordedMeeting Parse(System.Text.Json.JsonElement json) => RecordedMeeting.Parse(json);
    }

    /// <summary>A <see cref="MeetingSession"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class MeetingSessionConverter : ModelConverter<MeetingSession>
    {
        private protected override MeetingSession Parse(System.Text.Json.JsonElement json) => MeetingSession.Parse(json);
    }

    /// <summary>A <see cref="RescindedPackage"/> under the wire's names; secrets are written as <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class RescindedPackageConverter : ModelConverter<RescindedPackage>
    {
        private protected override RescindedPackage Parse(System.Text.Json.JsonElement json) => RescindedPackage.Parse(json);
    }
}
#endif
