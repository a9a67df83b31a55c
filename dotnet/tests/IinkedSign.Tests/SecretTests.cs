// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Reflection;
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

        /// <summary>Every property of every object that can be reached, as a serializer or a debugger reads them.</summary>
        [Test]
        public void NoPropertyOfAnyTypeShowsOne()
        {
            var seen = new HashSet<Type>();
            foreach (string text in Filled.Every().SelectMany(it => Texts(it, seen)))
                Assert.That(text, Does.Not.Contain("s3cr3t"));
            Assert.That(seen.Contains(typeof(Link)) && seen.Contains(typeof(IinkedSignOptions)));
        }

        internal static IEnumerable<string> Texts(object it, ISet<Type> seen)
        {
            if (it == null) yield break;
            yield return it.ToString();
            if (it is string || it.GetType().Assembly != typeof(IinkedSignClient).Assembly) yield break;
            seen.Add(it.GetType());
            foreach (PropertyInfo property in it.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                object value = property.GetValue(it, null);
                if (value is System.Collections.IEnumerable list && !(value is string))
                {
                    foreach (object item in list)
                        foreach (string text in Texts(item, seen)) yield return text;
                }
                else
                {
                    foreach (string text in Texts(value, seen)) yield return text;
                }
            }
        }
    }

    /// <summary>Objects whose secrets are all the same known one.</summary>
    internal static class Filled
    {
        internal static IEnumerable<object> Every()
        {
            yield return new IinkedSignOptions { ApiKey = "s3cr3t", AccessToken = "s3cr3t", Proxy = "http://u:s3cr3t@h" };
            foreach (Type type in Models) yield return Of(type);
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
