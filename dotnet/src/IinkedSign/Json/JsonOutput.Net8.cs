#nullable enable
#if NET8_0_OR_GREATER
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IinkedSign.Json
{
    /// <summary>Writes models by System.Text.Json; JsonOutput.cs is the other one. What is absent is left out.</summary>
    internal sealed class JsonOutput
    {
        private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        private readonly Utf8JsonWriter json;
        private readonly bool reveal;

        private JsonOutput(Utf8JsonWriter json, bool reveal)
        {
            this.json = json;
            this.reveal = reveal;
        }

        internal static string Write(IJsonModel model, bool reveal)
        {
            var buffer = new ArrayBufferWriter<byte>(1024);
            using (var writer = new Utf8JsonWriter(buffer, Relaxed)) new JsonOutput(writer, reveal).Object(model);
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }

        /// <summary>For a serializer: secrets are never revealed.</summary>
        internal static void Write(IJsonModel model, Utf8JsonWriter writer) => new JsonOutput(writer, false).Object(model);

        internal void Text(string name, string? value)
        {
            if (value != null) json.WriteString(name, value);
        }

        internal void Secret(string name, Secret value) => Text(name, reveal ? value.Reveal() : value.Masked);

        internal void Raw(string name, string? value)
        {
            if (value == null) return;
            json.WritePropertyName(name);
            if (IsJson(value)) json.WriteRawValue(value, skipInputValidation: true);
            else json.WriteStringValue(value);
        }

        internal void Number(string name, long? value)
        {
            if (value is long number) json.WriteNumber(name, number);
        }

        internal void Flag(string name, bool value) => json.WriteBoolean(name, value);

        internal void List<T>(string name, IReadOnlyList<T> list)
            where T : IJsonModel
        {
            if (!Lists.WasSent(list)) return;
            json.WriteStartArray(name);
            foreach (T model in list) Object(model);
            json.WriteEndArray();
        }

        internal void Record(string name, IJsonModel? model)
        {
            if (model == null) return;
            json.WritePropertyName(name);
            Object(model);
        }

        /// <summary>One of which nothing but the link is known may have come as mere text, and is written so.</summary>
        internal void Link(string name, Link? link)
        {
            if (link != null && link.Url.HasValue && link.Equals(new Link(url: link.Url))) Secret(name, link.Url);
            else Record(name, link);
        }

        private void Object(IJsonModel model)
        {
            json.WriteStartObject();
            model.WriteTo(this);
            json.WriteEndObject();
        }

        /// <summary>A model that is made by hand can hold any text where JSON belongs.</summary>
        private static bool IsJson(string value)
        {
            // However deep: the core has its own limit, and whoever reads it theirs.
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value), new JsonReaderOptions { MaxDepth = int.MaxValue });
            try
            {
                if (!reader.Read()) return false;
                reader.Skip();
                return !reader.Read();
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
#endif
