namespace IinkedSign.Tests
{
    internal static class Program
    {
        /// <summary>"cases" plays tests/cases; "tests" runs the tests where NUnit's own runner cannot.</summary>
        private static int Main(string[] arguments)
        {
            if (arguments.Length == 1 && arguments[0] == "cases")
            {
                Cases.Run();
                return 0;
            }
            return TestRunner.Run();
        }
    }
}
