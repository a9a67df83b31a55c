// C# 7: Mono's compiler compiles this file too.
using System;
using System.Linq;
using System.Reflection;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    /// <summary>Runs NUnit's tests on CoreCLR, for which NUnit 2.6 has no runner.</summary>
    internal static class TestRunner
    {
        internal static int Run()
        {
            int passed = 0, failed = 0;
            var fixtures = typeof(TestRunner).Assembly.GetTypes()
                .Where(type => type.GetCustomAttributes(typeof(TestFixtureAttribute), false).Length > 0)
                .OrderBy(type => type.Name, StringComparer.Ordinal);
            foreach (Type fixture in fixtures)
            {
                object instance = Activator.CreateInstance(fixture);
                foreach (MethodInfo test in fixture.GetMethods()
                    .Where(method => method.GetCustomAttributes(typeof(TestAttribute), false).Length > 0))
                {
                    try
                    {
                        test.Invoke(instance, null);
                        passed++;
                    }
                    catch (TargetInvocationException failure)
                    {
                        failed++;
                        Console.WriteLine($"FAILED {fixture.Name}.{test.Name}\n{failure.InnerException}");
                    }
                }
            }
            Console.WriteLine($"{passed} passed, {failed} failed");
            return failed == 0 && passed > 0 ? 0 : 1;
        }
    }
}
