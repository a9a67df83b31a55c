// Generated from src/model by dotnet/generate; do not edit.
// C# 7: Mono's compiler compiles this file too.
namespace IinkedSign.Tests
{
    /// <summary>The typed fields of every answer, as tests/cases/README.md writes them.</summary>
    internal sealed class Fields
    {
        private readonly JsonText json;

        internal Fields(JsonText json) { this.json = json; }

        internal void PackageStatus(PackageStatus it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("packageId").Text(it.PackageId);
                json.Key("organizationId").Text(it.OrganizationId);
                json.Key("memberId").Text(it.MemberId);
                json.Key("name").Text(it.Name);
                json.Key("timeSignBy").Time(it.TimeSignByText, it.TimeSignBy);
                json.Key("type").Constant(IinkedSign.PackageType.Known, it.Type, it.Type.Text);
                json.Key("state").Constant(IinkedSign.PackageState.Known, it.State, it.State.Text);
                json.Key("externalData").Raw(it.ExternalData);
                json.Key("isExecuted").Flag(it.IsExecuted);
                json.Key("documents").List(it.Documents, Document);
                json.Key("signers").List(it.Signers, Signer);
            });
        }

        internal void Document(Document it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
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
        }

        internal void Revision(Revision it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("packageId").Text(it.PackageId);
                json.Key("documentId").Text(it.DocumentId);
                json.Key("revisionId").Text(it.RevisionId);
                json.Key("signerId").Text(it.SignerId);
                json.Key("link").Text(it.Link.Reveal());
                json.Key("isNext").Flag(it.IsNext);
                json.Key("isSigned").Flag(it.IsSigned);
            });
        }

        internal void Signer(Signer it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
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
        }

        internal void Link(Link it)
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
                json.Key("type").Constant(IinkedSign.LinkType.Known, it.Type, it.Type.Text);
                json.Key("isNext").Flag(it.IsNext);
                json.Key("isSigned").Flag(it.IsSigned);
            });
        }

        internal void Video(Video it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
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
                json.Key("type").Constant(IinkedSign.VideoType.Known, it.Type, it.Type.Text);
                json.Key("state").Constant(IinkedSign.VideoState.Known, it.State, it.State.Text);
                json.Key("url").Text(it.Url.Reveal());
                json.Key("timeUrlExpires").Time(it.TimeUrlExpiresText, it.TimeUrlExpires);
            });
        }

        internal void PackageVideos(PackageVideos it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("packageId").Text(it.PackageId);
                json.Key("videos").List(it.Videos, Video);
            });
        }

        internal void PackageSummary(PackageSummary it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
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
                json.Key("type").Constant(IinkedSign.PackageType.Known, it.Type, it.Type.Text);
                json.Key("state").Constant(IinkedSign.PackageState.Known, it.State, it.State.Text);
                json.Key("externalData").Raw(it.ExternalData);
                json.Key("isExecuted").Flag(it.IsExecuted);
                json.Key("timeExecuted").Time(it.TimeExecutedText, it.TimeExecuted);
                json.Key("documents").List(it.Documents, SummaryDocument);
                json.Key("signers").List(it.Signers, SummarySigner);
                json.Key("recipients").List(it.Recipients, SummaryRecipient);
            });
        }

        internal void SummaryDocument(SummaryDocument it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("documentId").Text(it.DocumentId);
                json.Key("externalId").Text(it.ExternalId);
                json.Key("index").Number(it.Index);
                json.Key("name").Text(it.Name);
                json.Key("fileName").Text(it.FileName);
                json.Key("isExecuted").Flag(it.IsExecuted);
                json.Key("timeExecuted").Time(it.TimeExecutedText, it.TimeExecuted);
            });
        }

        internal void SummarySigner(SummarySigner it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
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
        }

        internal void SummaryRecipient(SummaryRecipient it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("recipientId").Text(it.RecipientId);
                json.Key("firstName").Text(it.FirstName);
                json.Key("lastName").Text(it.LastName);
                json.Key("email").Text(it.Email);
                json.Key("type").Text(it.Type);
            });
        }

        internal void Package(Package it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("packageId").Text(it.PackageId);
                json.Key("organizationId").Text(it.OrganizationId);
                json.Key("memberId").Text(it.MemberId);
                json.Key("teamId").Text(it.TeamId);
                json.Key("folderId").Text(it.FolderId);
                json.Key("shared").Flag(it.Shared);
                json.Key("meetingId").Text(it.MeetingId);
                json.Key("templateId").Text(it.TemplateId);
                json.Key("formId").Text(it.FormId);
                json.Key("keyId").Text(it.KeyId);
                json.Key("api").Flag(it.Api);
                json.Key("name").Text(it.Name);
                json.Key("category").Text(it.Category);
                json.Key("clientNumber").Text(it.ClientNumber);
                json.Key("matterNumber").Text(it.MatterNumber);
                json.Key("description").Text(it.Description);
                json.Key("message").Text(it.Message);
                json.Key("rescindMessage").Text(it.RescindMessage);
                json.Key("reminderMessage").Text(it.ReminderMessage);
                json.Key("timeCreated").Time(it.TimeCreatedText, it.TimeCreated);
                json.Key("timeReminder").Time(it.TimeReminderText, it.TimeReminder);
                json.Key("timeRetention").Time(it.TimeRetentionText, it.TimeRetention);
                json.Key("timeRescinded").Time(it.TimeRescindedText, it.TimeRescinded);
                json.Key("timeDeleted").Time(it.TimeDeletedText, it.TimeDeleted);
                json.Key("timeSignBy").Time(it.TimeSignByText, it.TimeSignBy);
                json.Key("timeLastModified").Time(it.TimeLastModifiedText, it.TimeLastModified);
                json.Key("options").Raw(it.Options);
                json.Key("hasSecurityPassphrase").Flag(it.HasSecurityPassphrase);
                json.Key("locale").Text(it.Locale);
                json.Key("timeZone").Text(it.TimeZone);
                json.Key("format");
                PackageFormat(it.Format);
                json.Key("revisionsSigned").Number(it.RevisionsSigned);
                json.Key("revisionsCount").Number(it.RevisionsCount);
                json.Key("restrictedType").Text(it.RestrictedType);
                json.Key("type").Constant(IinkedSign.PackageType.Known, it.Type, it.Type.Text);
                json.Key("state").Constant(IinkedSign.PackageState.Known, it.State, it.State.Text);
                json.Key("externalData").Raw(it.ExternalData);
                json.Key("version").Raw(it.Version);
                json.Key("meeting");
                Meeting(it.Meeting);
                json.Key("documents").List(it.Documents, PackageDocument);
                json.Key("meetings").List(it.Meetings, RecordedMeeting);
            });
        }

        internal void PackageFormat(PackageFormat it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("locale").Text(it.Locale);
            });
        }

        internal void Meeting(Meeting it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("meetingId").Text(it.MeetingId);
                json.Key("organizationId").Text(it.OrganizationId);
                json.Key("packageId").Text(it.PackageId);
                json.Key("timeStart").Time(it.TimeStartText, it.TimeStart);
                json.Key("duration").Length(it.DurationText, it.Duration);
                json.Key("isPrivate").Flag(it.IsPrivate);
                json.Key("type").Text(it.Type);
                json.Key("state").Text(it.State);
            });
        }

        internal void PackageDocument(PackageDocument it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("documentId").Text(it.DocumentId);
                json.Key("packageId").Text(it.PackageId);
                json.Key("fileId").Text(it.FileId);
                json.Key("autoTemplateId").Text(it.AutoTemplateId);
                json.Key("autoTemplateDocumentId").Text(it.AutoTemplateDocumentId);
                json.Key("externalId").Text(it.ExternalId);
                json.Key("index").Number(it.Index);
                json.Key("name").Text(it.Name);
                json.Key("fileName").Text(it.FileName);
                json.Key("fileType").Text(it.FileType);
                json.Key("fileSize").Number(it.FileSize);
                json.Key("numberPages").Number(it.NumberPages);
                json.Key("timeUploaded").Time(it.TimeUploadedText, it.TimeUploaded);
                json.Key("timeLastModified").Time(it.TimeLastModifiedText, it.TimeLastModified);
                json.Key("revisionsSigned").Number(it.RevisionsSigned);
                json.Key("revisionsCount").Number(it.RevisionsCount);
                json.Key("description").Text(it.Description);
                json.Key("cac").Raw(it.Cac);
                json.Key("cacPages").Raw(it.CacPages);
                json.Key("state").Text(it.State);
                json.Key("revisions").List(it.Revisions, PackageRevision);
            });
        }

        internal void PackageRevision(PackageRevision it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("documentId").Text(it.DocumentId);
                json.Key("revisionId").Text(it.RevisionId);
                json.Key("revisionNumber").Number(it.RevisionNumber);
                json.Key("revisionBeforeId").Text(it.RevisionBeforeId);
                json.Key("timeLastOpened").Time(it.TimeLastOpenedText, it.TimeLastOpened);
                json.Key("signerId").Text(it.SignerId);
                json.Key("isSigned").Flag(it.IsSigned);
                json.Key("timeSigned").Time(it.TimeSignedText, it.TimeSigned);
                json.Key("address").Text(it.Address);
            });
        }

        internal void RecordedMeeting(RecordedMeeting it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("sessions").List(it.Sessions, MeetingSession);
            });
        }

        internal void MeetingSession(MeetingSession it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("videos").List(it.Videos, Video);
            });
        }

        internal void RescindedPackage(RescindedPackage it)
        {
            if (it == null)
            {
                json.Raw("null");
                return;
            }
            json.Object(() =>
            {
                json.Key("packageId").Text(it.PackageId);
            });
        }
    }
}
