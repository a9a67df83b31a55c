/// <summary>A client that is measured.</summary>
internal interface IClient
{
    /// <summary>Reads a status; how many links its first signer has.</summary>
    int Status(string packageId);

    Task<int> StatusAsync(string packageId);

    /// <summary>Walks through the account, a page at a time; how many packages there are.</summary>
    Task<int> ListAsync();
}
