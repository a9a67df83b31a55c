using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

/// <summary>HttpClient with source-generated System.Text.Json, as its documentation advises for many calls.</summary>
internal sealed class Theirs : IClient
{
    private const int PageSize = 100;

    private readonly HttpClient client;

    internal Theirs(string baseUrl)
    {
        client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = new Uri(baseUrl + "/"),
            Timeout = TimeSpan.FromSeconds(60),
        };
        client.DefaultRequestHeaders.Add("api_key", "the-key");
        client.DefaultRequestHeaders.Add("Accept", "application/json");
    }

    public int Status(string packageId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"packages/{packageId}/status");
        using HttpResponseMessage response = client.Send(request);
        response.EnsureSuccessStatusCode();
        using Stream body = response.Content.ReadAsStream();
        return JsonSerializer.Deserialize(body, Wire.Default.Status)!.Signers![0].Links!.Count;
    }

    public async Task<int> StatusAsync(string packageId)
    {
        Status? status = await client.GetFromJsonAsync($"packages/{packageId}/status", Wire.Default.Status);
        return status!.Signers![0].Links!.Count;
    }

    public async Task<int> ListAsync()
    {
        var seen = new HashSet<string>();
        for (int skip = 0; ; skip += PageSize)
        {
            using var filters = new ByteArrayContent(
                JsonSerializer.SerializeToUtf8Bytes(new Filters(PageSize, skip), Wire.Default.Filters));
            filters.Headers.ContentType = new("application/json");
            using HttpResponseMessage response = await client.PostAsync("packages/list", filters);
            response.EnsureSuccessStatusCode();
            Page? page = await response.Content.ReadFromJsonAsync(Wire.Default.Page);
            foreach (Summary package in page!.Items!) seen.Add(package.PackageId!);
            if (skip + PageSize >= page.Total) return seen.Count;
        }
    }
}

internal sealed record Link(
    string? Token, string? PackageId, string? DocumentId, string? RevisionId, string? Name,
    [property: JsonPropertyName("link")] string? Url, DateTimeOffset? TimeExpires, string? Type, bool IsNext, bool IsSigned);

internal sealed record Signer(
    string? SignerId, string? FirstName, string? LastName, string? Email, string? MobileNumber, long? Order,
    List<Link>? Links, Link? SignLink, Link? MeetingLink);

internal sealed record Revision(
    string? PackageId, string? DocumentId, string? RevisionId, string? SignerId, string? Link, bool IsNext, bool IsSigned);

internal sealed record Document(
    string? PackageId, string? DocumentId, string? FileId, string? ExternalId, string? Name, string? FileName, long? Order,
    bool IsExecuted, List<Revision>? Revisions);

internal sealed record Status(
    string? PackageId, string? OrganizationId, string? MemberId, string? Name, DateTimeOffset? TimeSignBy, string? Type,
    string? State, JsonElement? ExternalData, bool IsExecuted, List<Document>? Documents, List<Signer>? Signers);

internal sealed record Filters(int Take, int Skip);

internal sealed record SummaryDocument(
    string? DocumentId, string? ExternalId, long? Index, string? Name, string? FileName, bool IsExecuted,
    DateTimeOffset? TimeExecuted);

internal sealed record SummarySigner(
    string? SignerId, long? Index, string? FirstName, string? LastName, string? Email, string? Role, string? Type,
    string? Verify, bool IsVerified, bool IsNext, bool IsExecuted, DateTimeOffset? TimeExecuted);

internal sealed record SummaryRecipient(string? RecipientId, string? FirstName, string? LastName, string? Email, string? Type);

internal sealed record Summary(
    string? PackageId, string? OrganizationId, string? MemberId, string? TeamId, string? FolderId, bool Shared,
    DateTimeOffset? TimeCreated, DateTimeOffset? TimeLastModified, DateTimeOffset? TimeSignBy, string? Name,
    string? Category, string? ClientNumber, string? MatterNumber, string? Description, string? Type, string? State,
    JsonElement? ExternalData, bool IsExecuted, DateTimeOffset? TimeExecuted, List<SummaryDocument>? Documents,
    List<SummarySigner>? Signers, List<SummaryRecipient>? Recipients);

internal sealed record Page(List<Summary>? Items, int Total);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(Page))]
[JsonSerializable(typeof(Filters))]
internal sealed partial class Wire : JsonSerializerContext;
