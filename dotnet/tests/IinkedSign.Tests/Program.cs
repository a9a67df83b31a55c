// C# 7: Mono's compiler compiles this file too.
using System;
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
            string url = Environment.GetEnvironmentVariable("BASE_URL");
            var client = new IinkedSignClient(new IinkedSignOptions { ApiKey = "the-k3y", BaseUrl = url });
            for (int at = 0; at < 50; at++) client.GetPackageStatusAsync("7a17e4e7-bc32-4256-bf81-27eac794c2b7");
            new Thread(() => Walk(client)) { IsBackground = true }.Start();
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
