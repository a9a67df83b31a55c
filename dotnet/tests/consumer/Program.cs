// C# 7: what a user's program may look like, on every runtime.
using System;
using System.Linq;
using IinkedSign;

internal static class Consumer
{
    private static int Main()
    {
        using (var client = new IinkedSignClient(new IinkedSignOptions { ApiKey = "the-k3y", MaxRetries = 0 }))
        {
            PackageStatus status = client.GetPackageStatusAsync("7a17e4e7-bc32-4256-bf81-27eac794c2b7").Result;
            Console.WriteLine(status.State + " " + status.Signers.Single().SignLink?.Url);
#if NET8_0_OR_GREATER
            string json = System.Text.Json.JsonSerializer.Serialize(status, Json.Default.PackageStatus);
            if (!json.Contains("\"state\":\"open\"") || json.Contains("s3cr3t")) return 1;
#endif
            return 0;
        }
    }
}

#if NET8_0_OR_GREATER
[System.Text.Json.Serialization.JsonSerializable(typeof(PackageStatus))]
internal sealed partial class Json : System.Text.Json.Serialization.JsonSerializerContext
{
}
#endif
