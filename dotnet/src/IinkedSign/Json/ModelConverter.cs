#nullable enable
#if NET8_0_OR_GREATER
using System;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IinkedSign.Json
{
    /// <summary>
    /// Reads the wire's JSON into a model, and writes a model under the wire's names, with secrets as <c>***</c>.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract class ModelConverter<T> : JsonConverter<T>
        where T : class
    {
        private protected ModelConverter() { }

        private protected abstract T Parse(JsonElement json);

        /// <inheritdoc/>
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException($"a {typeof(T).Name} is a JSON object");
            return Parse(JsonElement.ParseValue(ref reader));
        }

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            JsonOutput.Write((IJsonModel)value, writer);
    }

    /// <summary>Reads and writes a constant out of an open set as its text, as the key of a dictionary too.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract class ConstantConverter<T> : JsonConverter<T>
        where T : struct
    {
        private protected ConstantConverter() { }

        private protected abstract T Make(string? text);

        private protected abstract string? Text(T value);

        /// <summary>Null is a constant that was not sent.</summary>
        public override bool HandleNull => true;

        /// <inheritdoc/>
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Make(JsonInput.Text(JsonElement.ParseValue(ref reader)));

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Text(value));

        /// <inheritdoc/>
        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Make(reader.GetString());

        /// <inheritdoc/>
        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(Text(value) ?? "");
    }

    /// <summary>Reads a secret from a text, and writes <c>***</c>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class SecretConverter : JsonConverter<Secret>
    {
        /// <summary>Null is a secret without a text.</summary>
        public override bool HandleNull => true;

        /// <inheritdoc/>
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String or JsonTokenType.Null
                ? new Secret(reader.GetString())
                : throw new JsonException("a secret is a text");

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Masked);

        /// <inheritdoc/>
        public override void WriteAsPropertyName(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString());
    }
}
#endif
