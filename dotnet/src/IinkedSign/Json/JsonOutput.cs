// C# 7: Mono's compiler compiles this file too.
#if !NET8_0_OR_GREATER
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace IinkedSign.Json
{
    /// <summary>
    /// Writes models where there is no System.Text.Json; JsonOutput.Net8.cs is the other one. What is absent is left out.
    /// </summary>
    internal sealed class JsonOutput
    {
        private readonly StringBuilder text = new StringBuilder();
        private readonly bool reveal;

        private JsonOutput(bool reveal) { this.reveal = reveal; }

        internal static string Write(IJsonModel model, bool reveal)
        {
            var json = new JsonOutput(reveal);
            json.Object(model);
            return json.text.ToString();
        }

        internal void Text(string name, string value)
        {
            if (value == null) return;
            Name(name);
            Quote(text, value);
        }

        internal void Secret(string name, Secret value) => Text(name, reveal ? value.Reveal() : value.Masked);

        internal void Raw(string name, string json)
        {
            if (json == null) return;
            Name(name);
            text.Append(json);
        }

        internal void Number(string name, long? value)
        {
            if (value is long number) Raw(name, number.ToString(CultureInfo.InvariantCulture));
        }

        internal void Flag(string name, bool value) => Raw(name, value ? "true" : "false");

        internal void List<T>(string name, IReadOnlyList<T> list) where T : IJsonModel
        {
            if (!Lists.WasSent(list)) return;
            Name(name);
            text.Append('[');
            for (int at = 0; at < list.Count; at++)
            {
                if (at > 0) text.Append(',');
                Object(list[at]);
            }
            text.Append(']');
        }

        internal void Record(string name, IJsonModel model)
        {
            if (model == null) return;
            Name(name);
            Object(model);
        }

        /// <summary>One of which nothing but the link is known may have come as mere text, and is written so.</summary>
        internal void Link(string name, Link link)
        {
            if (link != null && link.Url.HasValue && link.Equals(new Link(url: link.Url))) Secret(name, link.Url);
            else Record(name, link);
        }

        private void Object(IJsonModel model)
        {
            text.Append('{');
            model.WriteTo(this);
            text.Append('}');
        }

        private void Name(string name)
        {
            if (text[text.Length - 1] != '{') text.Append(',');
            text.Append('"').Append(name).Append("\":");
        }

        internal static void Quote(StringBuilder to, string value)
        {
            to.Append('"');
            foreach (char c in value)
            {
                int at = "\"\\\b\f\n\r\t".IndexOf(c);
                if (at >= 0) to.Append('\\').Append("\"\\bfnrt"[at]);
                else if (c < 0x20) to.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)c);
                else to.Append(c);
            }
            to.Append('"');
        }
    }
}
#endif
