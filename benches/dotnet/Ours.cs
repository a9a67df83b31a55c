using IinkedSign;

internal sealed class Ours(string baseUrl) : IClient
{
    private readonly IinkedSignClient client = new(new IinkedSignOptions { ApiKey = "the-key", BaseUrl = baseUrl });

    public int Status(string packageId) => Links(client.GetPackageStatus(packageId));

    public async Task<int> StatusAsync(string packageId) => Links(await client.GetPackageStatusAsync(packageId));

    private static int Links(PackageStatus status) => status.Signers[0].Links.Count;

    public async Task<int> ListAsync()
    {
        int count = 0;
        await foreach (PackageSummary package in client.ListPackagesAsync())
            if (package.PackageId is not null) count++;
        return count;
    }
}
