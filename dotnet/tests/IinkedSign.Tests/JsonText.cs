// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Text;

namespace IinkedSign.Tests
{
    /// <summary>Writes the canonical lines of tests/cases/README.md.</summary>
    internal sealed class JsonText
    {
        private readonly StringBuilder text = new StringBuilder();

        public override string ToString() => text.ToString();

        internal JsonText Object(Action fields)
        {
            text.Append('{');
            fields();
            text.Append('}');
            return this;
        }

        internal JsonText Key(string name)
        {
            if (text[text.Length - 1] != '{') text.Append(',');
            return Text(name).Raw(":");
        }

        internal JsonText Raw(string json)
        {
            text.Append(json ?? "null");
            return this;
        }

        internal JsonText Text(string value)
        {
            if (value == null) return Raw("null");
            text.Append('"');
            foreach (char c in value)
            {
                int at = "\"\\\b\f\n\r\t".IndexOf(c);
                if (at >= 0) text.Append('\\').Append("\"\\bfnrt"[at]);
                else if (c < 0x20) text.AppendFormat("\\u{0:x4}", (int)c);
                else text.Append(c);
            }
            text.Append('"');
            return this;
        }

        internal JsonText Flag(bool flag) => Raw(flag ? "true" : "false");

        internal JsonText Number(long? number) => Raw((number ?? -1).ToString());

        internal JsonText NumberOrNull(long? number) => Raw(number?.ToString());

        internal JsonText Time(string sent, DateTimeOffset? time) =>
            Pair(sent, (time - new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero))?.Ticks / 10);

        internal JsonText Length(string sent, TimeSpan? length) => Pair(sent, length?.Ticks / 10);

        private JsonText Pair(string sent, long? microseconds) =>
            Raw("[").Text(sent).Raw(",").NumberOrNull(microseconds).Raw("]");

        /// <summary>A constant; the known ones stand in the order of C's numbers.</summary>
        internal JsonText Constant<T>(IReadOnlyList<T> known, T value, string sent)
        {
            int code = new List<T>(known).IndexOf(value) + 1;
            return Raw("[").Number(code).Raw(",").Text(sent).Raw("]");
        }

        internal JsonText List<T>(IReadOnlyList<T> list, Action<T> one)
        {
            if (!Lists.WasSent(list)) return Raw("null");
            text.Append('[');
            for (int at = 0; at < list.Count; at++)
            {
                if (at > 0) text.Append(',');
                one(list[at]);
            }
            text.Append(']');
            return this;
        }
    }
}
