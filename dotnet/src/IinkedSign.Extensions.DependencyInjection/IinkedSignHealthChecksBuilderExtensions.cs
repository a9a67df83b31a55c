using IinkedSign;
using IinkedSign.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Registers the health check of the client.</summary>
    public static class IinkedSignHealthChecksBuilderExtensions
    {
        /// <summary>
        /// Whether the API answers, and takes the key or token: one request of one package, whose answer is kept for a
        /// while.
        /// </summary>
        /// <param name="builder">What <c>AddHealthChecks</c> returns.</param>
        /// <param name="name">The check's name.</param>
        /// <param name="failureStatus">What a failure is; null: <see cref="HealthStatus.Unhealthy"/>.</param>
        /// <param name="tags">For filters of an endpoint.</param>
        /// <param name="keepFor">How long an answer is kept; null: 30 s.</param>
        /// <param name="timeout">How long it may take; null: 10 s. The client's own limits hold, too.</param>
        /// <param name="key">The key of a client of <c>AddKeyedIinkedSign</c>; null: the one of <c>AddIinkedSign</c>.</param>
        /// <returns>The same builder.</returns>
        public static IHealthChecksBuilder AddIinkedSign(
            this IHealthChecksBuilder builder, string name = "iinkedsign", HealthStatus? failureStatus = null,
            IEnumerable<string>? tags = null, TimeSpan? keepFor = null, TimeSpan? timeout = null, object? key = null)
        {
            if (builder == null) throw new ArgumentNullException(nameof(builder));
            // One for each registration and container: the answer is kept in it.
            var own = new object();
            builder.Services.AddKeyedSingleton(own, (provider, _) => new IinkedSignHealthCheck(
                key == null
                    ? provider.GetRequiredService<IIinkedSignClient>()
                    : provider.GetRequiredKeyedService<IIinkedSignClient>(key), keepFor));
            return builder.Add(new HealthCheckRegistration(
                name, provider => provider.GetRequiredKeyedService<IinkedSignHealthCheck>(own), failureStatus, tags,
                timeout ?? TimeSpan.FromSeconds(10)));
        }
    }
}
