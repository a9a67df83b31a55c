using System;
using IinkedSign;

/// <summary>What a program sees that has no native library beside it.</summary>
internal static class ShowVersion
{
    private static void Main()
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
