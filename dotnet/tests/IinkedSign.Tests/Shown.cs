// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Runtime.Serialization;

namespace IinkedSign.Tests
{
    /// <summary>What objects show of themselves to a log, a debugger or a serializer, without being asked for
    /// a secret by its name.</summary>
    internal static class Shown
    {
        private static readonly string[] Secrets =
            { "ApiKey", "AccessToken", "Proxy", "BaseUrl", "Link", "Token", "Url", "Json" };

        internal static IEnumerable<string> By(object it)
        {
            if (it == null) return new string[0];
            if (it is string text) return new[] { text };
            if (it is Exception error) return ByError(error);
            if (it is IEnumerable list) return list.Cast<object>().SelectMany(By);
            var shown = new List<string> { it.ToString() };
            if (it.GetType().Assembly != typeof(IinkedSignClient).Assembly) return shown;
            foreach (DebuggerDisplayAttribute display in it.GetType().GetCustomAttributes<DebuggerDisplayAttribute>())
                shown.Add(display.Value);
            foreach (PropertyInfo property in Readable(it))
                if (!Secrets.Contains(property.Name) || property.PropertyType != typeof(string))
                    shown.AddRange(By(property.GetValue(it, null)));
            return shown;
        }

        /// <summary>Of an exception nothing is left out.</summary>
        private static IEnumerable<string> ByError(Exception error)
        {
            var shown = new List<string> { error.ToString(), error.Message, error.HelpLink, error.Source };
            shown.AddRange(error.Data.Cast<DictionaryEntry>().Select(entry => entry.Key + " " + entry.Value));
            foreach (PropertyInfo property in Readable(error)) shown.Add(property.GetValue(error, null)?.ToString());
            const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
            for (Type type = error.GetType(); type != null; type = type.BaseType)
                shown.AddRange(type.GetFields(all).Select(field => field.GetValue(error)?.ToString()));
            var serialized = new SerializationInfo(error.GetType(), new FormatterConverter());
            error.GetObjectData(serialized, new StreamingContext(StreamingContextStates.All));
            foreach (SerializationEntry entry in serialized) shown.Add(entry.Name + " " + entry.Value);
            if (error.InnerException != null) shown.AddRange(ByError(error.InnerException));
            return shown;
        }

        private static IEnumerable<PropertyInfo> Readable(object it) =>
            it.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => property.GetIndexParameters().Length == 0);
    }
}
