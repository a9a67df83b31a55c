using IinkedSign;
using IinkedSign.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Registers the client of the iinked Sign API.</summary>
    public static class IinkedSignServiceCollectionExtensions
    {
        /// <summary>
        /// Registers one <see cref="IIinkedSignClient"/>, which the container disposes, and a line in the log for each of
        /// its attempts. Options are checked when the host starts: a wrong one is an
        /// <see cref="OptionsValidationException"/>.
        /// </summary>
        /// <param name="services">The container's services.</param>
        /// <param name="configure">Sets options; what it leaves comes from the environment, or is the default.</param>
        /// <returns>For more of the options, as values that come from other services.</returns>
        public static OptionsBuilder<IinkedSignOptions> AddIinkedSign(
            this IServiceCollection services, Action<IinkedSignOptions> configure) =>
            services.AddClient().Configure(Given(configure));

        /// <summary>
        /// <see cref="AddIinkedSign(IServiceCollection, Action{IinkedSignOptions})"/> with the options of a section of the
        /// configuration, as <c>IinkedSign</c>. Its keys are the names of the options; another key is an error. It is read
        /// once, when the client is made.
        /// </summary>
        /// <param name="services">The container's services, among them the host's configuration.</param>
        /// <param name="sectionPath">The section, with colons between the names.</param>
        /// <returns>For more of the options, as values that come from other services.</returns>
        public static OptionsBuilder<IinkedSignOptions> AddIinkedSign(
            this IServiceCollection services, string sectionPath) =>
            services.AddClient().Read(sectionPath);

        /// <summary>
        /// <see cref="AddIinkedSign(IServiceCollection, Action{IinkedSignOptions})"/> for one of several clients: services
        /// get it by <see cref="FromKeyedServicesAttribute"/>.
        /// </summary>
        /// <param name="services">The container's services.</param>
        /// <param name="key">The client's key; the options have its text as their name.</param>
        /// <param name="configure">Sets options; what it leaves comes from the environment, or is the default.</param>
        /// <returns>For more of the options, as values that come from other services.</returns>
        public static OptionsBuilder<IinkedSignOptions> AddKeyedIinkedSign(
            this IServiceCollection services, object key, Action<IinkedSignOptions> configure) =>
            services.AddClient(Given(key)).Configure(Given(configure));

        /// <summary>
        /// <see cref="AddIinkedSign(IServiceCollection, string)"/> for one of several clients: services get it by
        /// <see cref="FromKeyedServicesAttribute"/>.
        /// </summary>
        /// <param name="services">The container's services, among them the host's configuration.</param>
        /// <param name="key">The client's key; the options have its text as their name.</param>
        /// <param name="sectionPath">The section, with colons between the names.</param>
        /// <returns>For more of the options, as values that come from other services.</returns>
        public static OptionsBuilder<IinkedSignOptions> AddKeyedIinkedSign(
            this IServiceCollection services, object key, string sectionPath) =>
            services.AddClient(Given(key)).Read(sectionPath);

        private static OptionsBuilder<IinkedSignOptions> AddClient(this IServiceCollection services, object? key = null)
        {
            if (services == null) throw new ArgumentNullException(nameof(services));
            string name = key == null ? Options.Options.DefaultName : NameOf(key);
            if (key == null) services.TryAddSingleton<IIinkedSignClient>(provider => Make(provider, name));
            else services.TryAddKeyedSingleton<IIinkedSignClient>(key, (provider, _) => Make(provider, name));
            services.TryAddEnumerable(
                ServiceDescriptor.Singleton<IValidateOptions<IinkedSignOptions>>(new IinkedSignOptionsValidator()));
            return services.AddOptions<IinkedSignOptions>(name).ValidateOnStart();
        }

        /// <summary>Keys of different types are different clients, whatever their texts.</summary>
        private static string NameOf(object key) => key as string ?? $"{key.GetType().FullName}.{key}";

        private static IinkedSignClient Make(IServiceProvider provider, string name)
        {
            IinkedSignOptions options = provider.GetRequiredService<IOptionsMonitor<IinkedSignOptions>>().Get(name);
            // Here, and not where the options are configured, which may be done more than once.
            if (provider.GetService<ILoggerFactory>() is ILoggerFactory loggers) options.LogTo(loggers);
            return new IinkedSignClient(options);
        }

        private static OptionsBuilder<IinkedSignOptions> Read(
            this OptionsBuilder<IinkedSignOptions> builder, string sectionPath)
        {
            if (string.IsNullOrEmpty(sectionPath))
                throw new ArgumentException("the section needs a path, such as \"IinkedSign\"", nameof(sectionPath));
            var section = new IinkedSignSection(sectionPath, builder.Name);
            return builder.Configure<IServiceProvider>(section.Read);
        }

        private static T Given<T>(T argument) where T : class =>
            argument ?? throw new ArgumentNullException(typeof(T) == typeof(object) ? "key" : "configure");
    }
}
