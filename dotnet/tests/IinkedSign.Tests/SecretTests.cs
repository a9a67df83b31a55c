// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public class SecretTests
    {
        [Test]
        public void ASecretIsShownToNobody()
        {
            Secret secret = "s3cr3t";
            Assert.That(secret.ToString(), Is.EqualTo("***"));
            Assert.That($"{secret}", Is.EqualTo("***"));
            Assert.That(secret.Masked, Is.EqualTo("***"));
            Assert.That(secret.Reveal(), Is.EqualTo("s3cr3t"));
            Assert.That(secret == new Secret("s3cr3t") && secret != new Secret("other") && secret.HasValue);
            Assert.That(default(Secret).Reveal(), Is.Null);
            Assert.That(default(Secret).ToString(), Is.EqualTo(""));
            TypeConverter converter = TypeDescriptor.GetConverter(typeof(Secret));
            Assert.That(converter.ConvertFromInvariantString("s3cr3t"), Is.EqualTo(secret));
            Assert.That(converter.ConvertToInvariantString(secret), Is.EqualTo("***"));
        }

        /// <summary>Every object that a user can have, as a serializer, a structured logger or a debugger shows it.</summary>
        [Test]
        public void NothingOfAnyTypeShowsOne()
        {
            var view = new DebuggerView();
            foreach (string text in Filled.Every().SelectMany(view.Of)) Assert.That(text, Does.Not.Contain("s3cr3t"));
            Type[] missed = DebuggerView.Exported(typeof(IinkedSignClient).Assembly).Except(view.Seen).ToArray();
            Assert.That(missed, Is.Empty);
        }

        [Test]
        public void TextOfAModelHasNoTextsButIds()
        {
            foreach (Type type in Filled.Models)
            {
                string text = Filled.Of(type).ToString();
                Assert.That(text, Does.Contain(type.Name));
                Assert.That(Regex.IsMatch(text, "Größe \"(?!\\w*[iI]d\")"), Is.False, text);
            }
        }
    }

    /// <summary>Objects whose secrets are all the same known one.</summary>
    internal static class Filled
    {
        internal static IEnumerable<object> Every()
        {
            yield return new IinkedSignOptions { ApiKey = "s3cr3t", AccessToken = "s3cr3t", Proxy = "http://u:s3cr3t@h" };
            IinkedSignClient client = Server.Client("status", options =>
            {
                options.ApiKey = "k-s3cr3t";
                options.Proxy = "http://u:s3cr3t@127.0.0.1:1";
            });
            yield return client;
            yield return Thrown(() => client.GetPackageStatus(Server.Id));
            using (IinkedSignClient server = Server.Client("status")) yield return server.GetPackageStatus(Server.Id);
            foreach (Type type in Models) yield return Of(type);
            yield return new PackageFilters { Search = "text" };
            yield return new Attempt("package_status", "GET", "/packages/p/status", 200);
            yield return new Drift("surprise", "unknown_field", 1);
            yield return new VideoFile("film.mp4", 1, "hash");
            var details = new ErrorDetails { HttpStatus = 500 };
            yield return details;
            // Those of servers that repeat secrets are in ErrorTests.
            foreach (Type type in typeof(IinkedSignException).Assembly.GetExportedTypes())
                if (typeof(Exception).IsAssignableFrom(type) && !type.IsAbstract) yield return Error(type, details);
        }

        private static Exception Thrown(TestDelegate call) => Assert.Throws(Is.InstanceOf<IinkedSignException>(), call);

        private static object Error(Type type, ErrorDetails details)
        {
            ConstructorInfo make = type.GetConstructors().OrderBy(one => one.GetParameters().Length).Last();
            return make.Invoke(make.GetParameters().Select(parameter =>
                parameter.ParameterType == typeof(string) ? "a message"
                : parameter.ParameterType == typeof(ErrorDetails) ? details
                : parameter.ParameterType == typeof(ErrorKind) ? (object)ErrorKind.Internal : null).ToArray());
        }

        internal static IEnumerable<Type> Models => typeof(PackageStatus).Assembly.GetExportedTypes()
            .Where(type => type.GetMethod("ToJson") != null);

        internal static object Of(Type type)
        {
            if (type == typeof(Secret)) return new Secret("https://x.example/s3cr3t");
            if (type == typeof(string)) return null;
            if (type == typeof(long?)) return 7L;
            if (type == typeof(bool)) return true;
            if (type == typeof(DateTimeOffset?)) return new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(2));
            if (type == typeof(TimeSpan?)) return new TimeSpan(1, 2, 3);
            if (type.IsGenericType)
            {
                Type item = type.GetGenericArguments()[0];
                Array list = Array.CreateInstance(item, 1);
                list.SetValue(Of(item), 0);
                return list;
            }
            ConstructorInfo make = type.GetConstructors().OrderBy(one => one.GetParameters().Length).Last();
            if (type.IsValueType) return make.Invoke(new object[] { "an unknown one" });
            return make.Invoke(make.GetParameters().Select(parameter =>
                parameter.ParameterType != typeof(string) ? Of(parameter.ParameterType)
                : parameter.Name.EndsWith("Text") ? null
                : Json.WireKeys.Free.Contains(parameter.Name) ? "{\"a\":[null,1.50]}"
                : "Größe \"" + parameter.Name + "\" 😀\n").ToArray());
        }
    }
}
