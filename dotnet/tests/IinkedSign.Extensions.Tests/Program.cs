#nullable enable
using IinkedSign.Arrow;

namespace IinkedSign.Tests
{
    internal static class Program
    {
        /// <summary>
        /// The program that a test starts: it ends while calls, a list, audits and downloads are under way. The last need
        /// an emulator, which a FOLDER to save them in tells of.
        /// </summary>
        private static void Main()
        {
            string url = Environment.GetEnvironmentVariable("BASE_URL")!;
            string key = Environment.GetEnvironmentVariable("API_KEY") ?? Server.Key;
            var client = new IinkedSignClient(new IinkedSignOptions { ApiKey = key, BaseUrl = url });
            string[] ids = [.. Enumerable.Range(0, 1_000).Select(at => $"q{at}")];
            var progress = new Progress<AuditProgress>();
            for (int at = 0; at < 4; at++) _ = client.AuditAsync(ids, null, progress);
            _ = client.AuditAccountAsync(null, null, progress);
            if (Environment.GetEnvironmentVariable("FOLDER") is string folder)
            {
                for (int at = 0; at < 8; at++) _ = RepeatAsync(() => client.GetPackageStatusAsync(Emulator.Package));
                _ = RepeatAsync(async () =>
                {
                    await foreach (PackageSummary package in client.ListPackagesAsync()) _ = package.ToJson();
                });
                for (int at = 0; at < 4; at++)
                {
                    string path = Path.Combine(folder, "film" + at);
                    _ = client.DownloadVideoAsync(Emulator.Package, Emulator.Video, path, new Progress<long>());
                }
                // Each has a file of its own when its bytes begin to come.
                SpinWait.SpinUntil(() => Directory.GetFiles(folder).Length >= 4, TimeSpan.FromSeconds(20));
            }
            Thread.Sleep(60);
            Console.WriteLine("the end");
        }

        /// <summary>Calls that end all the time.</summary>
        private static async Task RepeatAsync(Func<Task> call)
        {
            while (true) await call();
        }
    }
}
