using System;
using System.Threading;
using IinkedSign;

/// <summary>Ends while calls are under way.</summary>
internal static class Ending
{
    private static void Main()
    {
        string url = Environment.GetEnvironmentVariable("BASE_URL");
        var options = new IinkedSignOptions { ApiKey = "the-k3y", BaseUrl = url };
        var client = new IinkedSignClient(options);
        for (int at = 0; at < 50; at++) client.GetPackageStatusAsync("7a17e4e7-bc32-4256-bf81-27eac794c2b7");
        Thread.Sleep(30);
        Console.WriteLine("the end");
    }
}
