using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace IinkedSign.Extensions.DependencyInjection
{
    /// <summary>Options out of a section of the configuration, without reflection. No error has a value of it.</summary>
    internal sealed class IinkedSignSection
    {
        private const string Time = "a time such as 00:01:30, or -00:00:00.0010000 for no limit";

        private static readonly Dictionary<string, Setter> Setters = new(StringComparer.OrdinalIgnoreCase)
        {
            // -- generated: options; by `make generate` from src/config/options.rs --
            [nameof(IinkedSignOptions.ApiKey)] = Text((options, value) => options.ApiKey = value),
            [nameof(IinkedSignOptions.AccessToken)] = Text((options, value) => options.AccessToken = value),
            [nameof(IinkedSignOptions.Datacenter)] = Text((options, value) => options.Datacenter = value),
            [nameof(IinkedSignOptions.BaseUrl)] = Text((options, value) => options.BaseUrl = value),
            [nameof(IinkedSignOptions.Timeout)] = Duration((options, value) => options.Timeout = value),
            [nameof(IinkedSignOptions.AttemptTimeout)] = Duration((options, value) => options.AttemptTimeout = value),
            [nameof(IinkedSignOptions.ConnectTimeout)] = Duration((options, value) => options.ConnectTimeout = value),
            [nameof(IinkedSignOptions.MaxRetries)] = Count((options, value) => options.MaxRetries = value),
            [nameof(IinkedSignOptions.RequestsPerSecond)] = Rate((options, value) => options.RequestsPerSecond = value),
            [nameof(IinkedSignOptions.CaFile)] = Text((options, value) => options.CaFile = value),
            [nameof(IinkedSignOptions.Proxy)] = Text((options, value) => options.Proxy = value),
            [nameof(IinkedSignOptions.MaxResponseBytes)] = Bytes((options, value) => options.MaxResponseBytes = value),
            [nameof(IinkedSignOptions.VideosDeletePath)] = Text((options, value) => options.VideosDeletePath = value),
            // -- end of options --
        };

        private readonly string path;
        private readonly string name;

        /// <summary><paramref name="name"/> is that of the options.</summary>
        internal IinkedSignSection(string path, string name)
        {
            this.path = path;
            this.name = name;
        }

        /// <exception cref="OptionsValidationException">The section is absent or wrong.</exception>
        internal void Read(IinkedSignOptions options, IServiceProvider provider)
        {
            string[] failures = [.. Failures(options, (IConfiguration?)provider.GetService(typeof(IConfiguration)))];
            if (failures.Length > 0) throw new OptionsValidationException(name, typeof(IinkedSignOptions), failures);
        }

        private IEnumerable<string> Failures(IinkedSignOptions options, IConfiguration? configuration)
        {
            const string otherwise = "or set the options in code, with AddIinkedSign(options => …)";
            if (configuration == null)
            {
                yield return $"the section {path} cannot be read, because the container has no IConfiguration: add one, " +
                    otherwise;
                yield break;
            }
            IConfigurationSection section = configuration.GetSection(path);
            if (!section.Exists())
            {
                yield return $"the configuration has no section {path}: add it, for instance with the key " +
                    $"{path}:{nameof(IinkedSignOptions.ApiKey)}, {otherwise}";
                yield break;
            }
            if (section.Value is { Length: > 0 })
                yield return $"{path} is a value, but must be a section with keys such as " +
                    $"{path}:{nameof(IinkedSignOptions.ApiKey)}";
            foreach (IConfigurationSection entry in section.GetChildren())
            {
                string key = $"{path}:{entry.Key}";
                if (!Setters.TryGetValue(entry.Key, out Setter? setter))
                    yield return $"{key} is not an option: remove it, or use one of {string.Join(", ", Setters.Keys)}";
                else if (entry.GetChildren().Any())
                    yield return $"{key} is a section, but must be {setter.What}";
                else if (entry.Value != null && !setter.Set(options, entry.Value))
                    yield return $"{key} must be {setter.What}";
            }
        }

        /// <summary>Reads a text as a value, if it is one.</summary>
        private delegate bool Reader<TValue>(string text, out TValue value);

        private static Setter Text(Action<IinkedSignOptions, string> set) =>
            Read("a text", (string text, out string value) => (value = text) != null, set);

        private static Setter Duration(Action<IinkedSignOptions, TimeSpan> set) => Read(Time,
            (string text, out TimeSpan value) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value), set);

        private static Setter Rate(Action<IinkedSignOptions, double> set) => Read("a number such as 2.5",
            (string text, out double value) =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value), set);

        private static Setter Count(Action<IinkedSignOptions, int> set) => Read("a whole number",
            (string text, out int value) =>
                int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value), set);

        private static Setter Bytes(Action<IinkedSignOptions, long> set) => Read("a whole number of bytes",
            (string text, out long value) =>
                long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value), set);

        private static Setter Read<TValue>(string what, Reader<TValue> read, Action<IinkedSignOptions, TValue> set) =>
            new(what, (options, text) =>
            {
                bool valid = read(text, out TValue value);
                if (valid) set(options, value);
                return valid;
            });

        /// <summary>Sets one option from its text, if that is one.</summary>
        private sealed class Setter(string what, Func<IinkedSignOptions, string, bool> set)
        {
            /// <summary>What the text must be.</summary>
            internal string What { get; } = what;

            internal Func<IinkedSignOptions, string, bool> Set { get; } = set;
        }
    }
}
