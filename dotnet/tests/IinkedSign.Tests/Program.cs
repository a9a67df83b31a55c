// C# 7: Mono's compiler compiles this file too.
using System;
using System.IO;
using System.Threading;

namespace IinkedSign.Tests
{
    internal static class Program
    {
        /// <summary>
        /// "cases" plays tests/cases; "tests" runs the tests where NUnit's own runner cannot; the others are programs that
        /// the tests start.
        /// </summary>
        private static int Main(string[] arguments)
        {
            switch (arguments.Length == 1 ? arguments[0] : "")
            {
                case "cases":
                    Cases.Run();
                    return 0;
                case "ending":
                    EndWhileCallsAreUnderWay();
                    return 0;
                case "version":
                    ShowVersion();
                    return 0;
                case "tests":
                    return TestRunner.Run();
                default:
                    Console.Error.WriteLine("cases, tests, ending or version");
                    return 2;
            }
        }

        private static void EndWhileCallsAreUnderWay()
        {
            string url = Environment.GetEnvironmentVariable("BASE_URL"), key = Environment.GetEnvironmentVariable("API_KEY");
            string folder = Environment.GetEnvironmentVariable("FOLDER");
            var client = new IinkedSignClient(new IinkedSignOptions { ApiKey = key ?? Server.Key, BaseUrl = url });
            for (int at = 0; at < 50; at++) client.GetPackageStatusAsync(Server.Id);
            new Thread(() => Walk(client)) { IsBackground = true }.Start();
            if (folder != null)
            {
                for (int at = 0; at < 4; at++)
                    client.DownloadVideoAsync(Emulator.Package, Emulator.Video, Path.Combine(folder, "film" + at));
                SpinWait.SpinUntil(() => Directory.GetFiles(folder).Length == 4, TimeSpan.FromSeconds(20));
            }
            Thread.Sleep(30);
            Console.WriteLine("the end");
        }

        private static void Walk(IinkedSignClient client)
        {
            try
            {
                foreach (PackageSummary package in client.ListPackages()) package.ToJson();
            }
            catch (IinkedSignException)
            {
                // Most servers of the tests know no list.
            }
        }

        /// <summary>What a program sees that has no native library beside it, or another one.</summary>
        private static void ShowVersion()
        {
            try
            {
                Console.WriteLine("version " + IinkedSignClient.NativeVersion);
                using (new IinkedSignClient(new IinkedSignOptions { ApiKey = "k" })) Console.WriteLine("a client");
            }
            catch (ConfigurationException error)
            {
                Console.WriteLine(error.Message);
            }
        }
    }
}
