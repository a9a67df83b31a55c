#nullable enable
#if NET8_0_OR_GREATER
using System;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IinkedSign.Json
{
    /// <summary>Reads the wire's values as the core does: one of the wrong type is as good as absent.</summary>
    internal static class JsonInput
    {
        /// <summary>Text never has a NUL: the library's ends with one.</summary>
        internal static string? Text(JsonElement json)
        {
            if (json.ValueKind != JsonValueKind.String) return null;
            string text;
            try
            {
                text = json.GetString()!;
            }
            catch (InvalidOperationException)
            {
                text = Unescape(json.GetRawText());
            }
            return text.Replace('\0', '\ufffd');
        }

        internal static string? Raw(JsonElement json) =>
            json.ValueKind == JsonValueKind.Null ? null : json.GetRawText();

        internal static bool Flag(JsonElement json) => json.ValueKind == JsonValueKind.True;

        /// <summary>A whole number, be it written as <c>1.0</c>.</summary>
        internal static long? Number(JsonElement json)
        {
            if (json.ValueKind != JsonValueKind.Number) return null;
            if (json.TryGetInt64(out long number)) return number;
            return json.TryGetDouble(out double inexact) && Math.Floor(inexact) == inexact &&
                Math.Abs(inexact) < 9e18 ? (long)inexact : null;
        }

        internal static T? Record<T>(JsonElement json, Func<JsonElement, T> parse)
            where T : class => json.ValueKind == JsonValueKind.Object ? parse(json) : null;

        /// <summary>An object, or mere text.</summary>
        internal static Link? Link(JsonElement json) =>
            Text(json) is string url ? new Link(url: url) : Record(json, IinkedSign.Link.Parse);

        internal static T[]? List<T>(JsonElement json, Func<JsonElement, T> parse)
            where T : class
        {
            if (json.ValueKind != JsonValueKind.Array) return null;
            var list = new T[json.GetArrayLength()];
            int at = 0;
            foreach (JsonElement item in json.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Object) return null;
                list[at++] = parse(item);
            }
            return list;
        }

        /// <summary>A lone surrogate becomes U+FFFD; System.Text.Json refuses it.</summary>
        private static string Unescape(string raw)
        {
            var text = new StringBuilder(raw.Length);
            for (int at = 1; at < raw.Length - 1; at++)
            {
                if (raw[at] != '\\')
                {
                    text.Append(raw[at]);
                    continue;
                }
                at++;
                if (raw[at] == 'u')
                {
                    text.Append((char)ushort.Parse(
                        raw.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    at += 4;
                }
                else
                {
                    int place = "bfnrt".IndexOf(raw[at], StringComparison.Ordinal);
                    text.Append(place < 0 ? raw[at] : "\b\f\n\r\t"[place]);
                }
            }
            // Encoding replaces what is not valid.
            return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }
}
#endif
