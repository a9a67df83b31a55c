// Prints the status of packages as JSON, a line each: StatusJson PACKAGE_ID...
//
// Compiled ahead of time by `dotnet publish`: one small program that starts at once and needs no runtime.  The key is taken
// from IINKEDSIGN_API_KEY.
using System.Text.Json;
using System.Text.Json.Serialization;
using IinkedSign;

try
{
    await using var client = new IinkedSignClient();
    PackageStatus[] all = await Task.WhenAll(args.Select(id => client.GetPackageStatusAsync(id)));
    foreach (PackageStatus status in all)
    {
        // Links and tokens are written as ***.
        Console.WriteLine(JsonSerializer.Serialize(status, Json.Default.PackageStatus));
    }
    return 0;
}
catch (IinkedSignException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

[JsonSerializable(typeof(PackageStatus))]
internal sealed partial class Json : JsonSerializerContext;
