// C# 7: Mono's compiler compiles this file too.
// Lists open packages whose sign-by date has passed, and the signers that they wait for.
//
// The key is taken from IINKEDSIGN_API_KEY.
using System;
using System.Linq;
using IinkedSign;

internal static class Overdue
{
    private static int Main()
    {
        try
        {
            using (var client = new IinkedSignClient())
            {
                var open = new PackageFilters { States = new[] { PackageState.Open } };
                foreach (PackageSummary package in client.ListPackages(open))
                {
                    // Before release 4.0 executed packages were reported as open too.
                    if (package.IsExecuted || !(package.TimeSignBy < DateTimeOffset.UtcNow)) continue;
                    DateTimeOffset due = package.TimeSignBy.Value;
                    int days = (DateTimeOffset.UtcNow - due).Days;
                    Console.WriteLine("{0}: overdue since {1:yyyy-MM-dd} ({2})",
                        package.Name ?? "(no name)", due, days == 1 ? "1 day" : days + " days");
                    foreach (SummarySigner signer in package.Signers.Where(signer => !signer.IsExecuted))
                        Console.WriteLine("  waits for " + (signer.Email ?? "?"));
                }
            }
            return 0;
        }
        catch (IinkedSignException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }
}
