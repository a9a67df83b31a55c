// C# 7: Mono's compiler compiles this file too.
using System.Collections.Generic;
using System.Text;

namespace IinkedSign.Json
{
    /// <summary>
    /// An answer's JSON text as the server sent it, without its spaces, and with or without secrets.
    /// </summary>
    internal sealed class RawJson
    {
        private readonly string json;
        private readonly bool reveal;
        private readonly StringBuilder text;
        private int at;

        private RawJson(string json, bool reveal)
        {
            this.json = json;
            this.reveal = reveal;
            text = new StringBuilder(json.Length);
        }

        /// <summary>The library has read the text: it is valid JSON.</summary>
        internal static string Text(byte[] raw, bool reveal)
        {
            var it = new RawJson(Encoding.UTF8.GetString(raw), reveal);
            it.Value(Known.Documented, false);
            return it.text.ToString();
        }

        private enum Known
        {
            /// <summary>An answer, or part of one.</summary>
            Documented,

            /// <summary>Data of the integration: as it came.</summary>
            Free,

            /// <summary>What this version does not know may open something: its texts are secrets.</summary>
            Unknown,
        }

        private void Value(Known known, bool secret)
        {
            Space();
            switch (json[at])
            {
                case '{':
                    Object(known);
                    break;
                case '[':
                    // Documented lists hold objects; a mere text in one is not what it should be.
                    Array(known, secret || known == Known.Documented);
                    break;
                case '"':
                    int begin = at;
                    SkipText();
                    bool hidden = !reveal && (secret || known == Known.Unknown);
                    text.Append(hidden ? "\"" + Secret.Mask + "\"" : json.Substring(begin, at - begin));
                    break;
                default:
                    int first = at;
                    while (at < json.Length && ",]} \t\r\n".IndexOf(json[at]) < 0) at++;
                    bool number = "ntf".IndexOf(json[first]) < 0;
                    if (number && secret && !reveal) text.Append('"').Append(Secret.Mask).Append('"');
                    else text.Append(json, first, at - first);
                    break;
            }
            Space();
        }

        private void Object(Known known)
        {
            text.Append(json[at++]);
            for (Space(); json[at] != '}'; Space())
            {
                if (json[at] == ',') text.Append(json[at++]);
                Space();
                int begin = at;
                SkipText();
                string key = json.Substring(begin + 1, at - begin - 2);
                Space();
                at++; // the colon
                Space();
                bool documented = known == Known.Documented && WireKeys.Documented.Contains(key);
                text.Append('"').Append(key).Append("\":");
                Value(
                    known != Known.Documented ? known
                    : WireKeys.Free.Contains(key) ? Known.Free
                    : documented ? Known.Documented
                    : Known.Unknown, documented && WireKeys.Secret.Contains(key));
            }
            text.Append(json[at++]);
        }

        private void Array(Known known, bool secret)
        {
            text.Append(json[at++]);
            for (Space(); json[at] != ']'; Space())
            {
                if (json[at] == ',') text.Append(json[at++]);
                Value(known, secret);
            }
            text.Append(json[at++]);
        }

        private void SkipText()
        {
            at++;
            while (json[at] != '"') at += json[at] == '\\' ? 2 : 1;
            at++;
        }

        private void Space()
        {
            while (at < json.Length && " \t\r\n".IndexOf(json[at]) >= 0) at++;
        }
    }
}
