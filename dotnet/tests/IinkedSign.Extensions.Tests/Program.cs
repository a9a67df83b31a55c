#nullable enable
using System;
using System.Linq;
using System.Threading;
using IinkedSign.Arrow;

namespace IinkedSign.Tests
{
    internal static class Program
    {
        /// <summary>The program that a test starts: it ends while audits are under way.</summary>
        private static void Main()
        {
            string url = Environment.GetEnvironmentVariable("BASE_URL")!;
            var client = new IinkedSignClient(new IinkedSignOptions { ApiKey = "the-k3y", BaseUrl = url });
            string[] ids = [.. Enumerable.Range(0, 1_000).Select(at => $"q{at}")];
            var progress = new Progress<AuditProgress>();
            for (int at = 0; at < 4; at++) _ = client.AuditAsync(ids, null, progress);
            _ = client.AuditAccountAsync(null, null, progress);
            Thread.Sleep(60);
            Console.WriteLine("the end");
        }
    }
}
