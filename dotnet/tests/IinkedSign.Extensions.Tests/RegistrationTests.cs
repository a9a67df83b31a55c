#nullable enable
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public sealed class RegistrationTests
    {
        private static HostApplicationBuilder Builder(params (string Key, string? Value)[] settings)
        {
            var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
            builder.Configuration.AddInMemoryCollection(
                settings.Select(one => new KeyValuePair<string, string?>(one.Key, one.Value)));
            return builder;
        }

        private static OptionsValidationException Wrong(HostApplicationBuilder builder)
        {
            using IHost host = builder.Build();
            return Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync())!;
        }

        [Test]
        public async Task OneClientWithTheOptionsOfCodeWhichTheContainerDisposes()
        {
            HostApplicationBuilder builder = Builder();
            builder.Services.AddIinkedSign(options => options.ApiKey = Server.Key)
                .Configure(options => options.BaseUrl = Server.Url("status"));
            IIinkedSignClient client;
            using (IHost host = builder.Build())
            {
                await host.StartAsync();
                client = host.Services.GetRequiredService<IIinkedSignClient>();
                Assert.That(host.Services.CreateScope().ServiceProvider.GetRequiredService<IIinkedSignClient>(), Is.SameAs(client));
                Assert.That((await client.GetPackageStatusAsync(Server.Id)).PackageId, Is.EqualTo(Server.Id));
                await host.StopAsync();
            }
            Assert.Throws<ObjectDisposedException>(() => client.GetPackageStatus(Server.Id));
        }

        [Test]
        public async Task OptionsOfASection()
        {
            HostApplicationBuilder builder = Builder(
                ("Api:Sign:ApiKey", Server.Key), ("Api:Sign:baseurl", Server.Url("status")), ("Api:Sign:MaxRetries", "7"),
                ("Api:Sign:Timeout", "00:01:30"), ("Api:Sign:AttemptTimeout", "-00:00:00.0010000"),
                ("Api:Sign:RequestsPerSecond", "2.5"), ("Api:Sign:MaxResponseBytes", "1048576"),
                ("Api:Sign:VideosDeletePath", "flat"), ("Api:Sign:ConnectTimeout", "00:00:02"));
            builder.Services.AddIinkedSign("Api:Sign");
            using IHost host = builder.Build();
            await host.StartAsync();
            IinkedSignOptions options = host.Services.GetRequiredService<IOptions<IinkedSignOptions>>().Value;
            Assert.That(options.ApiKey.Reveal(), Is.EqualTo(Server.Key));
            Assert.That((options.MaxRetries, options.RequestsPerSecond, options.MaxResponseBytes), Is.EqualTo((7, 2.5, 1048576L)));
            Assert.That((options.Timeout, options.AttemptTimeout, options.ConnectTimeout), Is.EqualTo((
                TimeSpan.FromSeconds(90), Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(2))));
            Assert.That(options.VideosDeletePath, Is.EqualTo("flat"));
            var client = host.Services.GetRequiredService<IIinkedSignClient>();
            Assert.That((await client.GetPackageStatusAsync(Server.Id)).PackageId, Is.EqualTo(Server.Id));
        }

        private static HostApplicationBuilder Registered(HostApplicationBuilder builder)
        {
            builder.Services.AddIinkedSign("Sign");
            return builder;
        }

        private const string Remedy = "or set the options in code, with AddIinkedSign(options => …)";
        /// <summary>Every option but the delegates, which no configuration can hold.</summary>
        private static readonly string Options = string.Join(", ", typeof(IinkedSignOptions).GetProperties()
            .Where(one => !typeof(Delegate).IsAssignableFrom(one.PropertyType)).Select(one => one.Name));
        private const string Time = "a time such as 00:01:30, or -00:00:00.0010000 for no limit";

        private static readonly (string Message, (string, string?)[] Settings)[] Sections =
        [
            ($"the configuration has no section Sign: add it, for instance with the key Sign:ApiKey, {Remedy}", []),
            ($"the configuration has no section Sign: add it, for instance with the key Sign:ApiKey, {Remedy}",
                [("Other:ApiKey", "s3cr3t")]),
            ("Sign is a value, but must be a section with keys such as Sign:ApiKey", [("Sign", "s3cr3t")]),
            ($"Sign:ApiKy is not an option: remove it, or use one of {Options}", [("Sign:ApiKy", "s3cr3t")]),
            ($"Sign:Timeout must be {Time}", [("Sign:ApiKey", "s3cr3t"), ("Sign:Timeout", "s3cr3t")]),
            ("Sign:MaxRetries must be a whole number", [("Sign:ApiKey", "s3cr3t"), ("Sign:MaxRetries", "3.5")]),
            ("Sign:MaxRetries must be a whole number", [("Sign:ApiKey", "s3cr3t"), ("Sign:MaxRetries", "99999999999")]),
            ("Sign:RequestsPerSecond must be a number such as 2.5", [("Sign:ApiKey", "s3cr3t"), ("Sign:RequestsPerSecond", "")]),
            ("Sign:MaxResponseBytes must be a whole number of bytes", [("Sign:ApiKey", "s3cr3t"), ("Sign:MaxResponseBytes", "32MB")]),
            ("Sign:ApiKey is a section, but must be a text", [("Sign:ApiKey:Value", "s3cr3t")]),
            ($"Sign:ConnectTimeout must be {Time}; Sign:MaxRetries must be a whole number",
                [("Sign:MaxRetries", "s3cr3t"), ("Sign:ConnectTimeout", "s3cr3t")]),
            ("the client cannot be made: MaxRetries must not be negative", [("Sign:ApiKey", "s3cr3t"), ("Sign:MaxRetries", "-1")]),
            ("the client cannot be made: Timeout must be more than zero, or Timeout.InfiniteTimeSpan for no limit",
                [("Sign:ApiKey", "s3cr3t"), ("Sign:Timeout", "0")]),
        ];

        [Test]
        public void AnAbsentOrWrongSectionIsAnErrorAtTheStart()
        {
            foreach ((string message, (string, string?)[] settings) in Sections)
            {
                OptionsValidationException error = Wrong(Registered(Builder(settings)));
                Assert.That(error.Message, Is.EqualTo(message));
                Assert.That(error.OptionsType, Is.EqualTo(typeof(IinkedSignOptions)));
                Assert.That(error.ToString(), Does.Not.Contain("s3cr3t"));
            }
        }

        [Test]
        public void TheCoresJudgementIsAnErrorAtTheStart()
        {
            foreach ((Action<IinkedSignOptions> configure, string message) in new (Action<IinkedSignOptions>, string)[]
            {
                (options => options.ApiKey = "a\nb", "api_key"),
                (options => options.AccessToken = "s3cr3t", "api_key and access_token"),
                (options => options.BaseUrl = "http://far.example/s3cr3t", "base_url"),
                (options => options.Datacenter = "mars", "datacenter"),
                (options => options.CaFile = "/no/such.pem", "ca_file"),
                (options => options.Proxy = "s3cr3t:x", "proxy"),
                (options => options.VideosDeletePath = "other", "videos_delete_path"),
                (options => options.RequestsPerSecond = double.NaN, "requests_per_second"),
            })
            {
                HostApplicationBuilder builder = Builder();
                builder.Services.AddIinkedSign(options => options.ApiKey = "k-s3cr3t").Configure(configure);
                OptionsValidationException error = Wrong(builder);
                Assert.That(error.Message, Does.StartWith("the client cannot be made: ").And.Contains(message));
                Assert.That(error.ToString(), Does.Not.Contain("s3cr3t"));
            }
            HostApplicationBuilder none = Builder();
            none.Services.AddIinkedSign(_ => { });
            Assert.That(Wrong(none).Message, Does.Contain("api_key"));
        }

        [Test]
        public void ASectionNeedsAConfiguration()
        {
            var services = new ServiceCollection();
            services.AddIinkedSign("Sign");
            using ServiceProvider provider = services.BuildServiceProvider();
            var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IIinkedSignClient>())!;
            Assert.That(error.Message, Is.EqualTo(
                $"the section Sign cannot be read, because the container has no IConfiguration: add one, {Remedy}"));
        }

        [Test]
        public async Task KeyedClientsHaveOptionsOfTheirOwn()
        {
            HostApplicationBuilder builder = Builder(("Eu:ApiKey", "eu"), ("Eu:BaseUrl", Server.Url("status")));
            builder.Services.AddKeyedIinkedSign("eu", "Eu");
            builder.Services.AddKeyedIinkedSign(1, options => (options.ApiKey, options.BaseUrl) = ("us", Server.Url("not_found")));
            using IHost host = builder.Build();
            await host.StartAsync();
            var eu = host.Services.GetRequiredKeyedService<IIinkedSignClient>("eu");
            var us = host.Services.GetRequiredKeyedService<IIinkedSignClient>(1);
            Assert.That(host.Services.GetRequiredKeyedService<IIinkedSignClient>("eu"), Is.SameAs(eu).And.Not.SameAs(us));
            Assert.That((await eu.GetPackageStatusAsync(Server.Id)).PackageId, Is.EqualTo(Server.Id));
            Assert.ThrowsAsync<NotFoundException>(() => us.GetPackageStatusAsync(Server.Id));
            Assert.That(host.Services.GetService<IIinkedSignClient>(), Is.Null);

            HostApplicationBuilder wrong = Builder();
            wrong.Services.AddKeyedIinkedSign("eu", options => options.MaxRetries = -1);
            OptionsValidationException error = Wrong(wrong);
            Assert.That(error.Message, Is.EqualTo("the client \"eu\" cannot be made: MaxRetries must not be negative"));
            Assert.That(error.OptionsName, Is.EqualTo("eu"));
        }

        [Test]
        public void NullsAreRefused()
        {
            var services = new ServiceCollection();
            Assert.That(Name(() => services.AddIinkedSign((Action<IinkedSignOptions>)null!)), Is.EqualTo("configure"));
            Assert.That(Name(() => services.AddKeyedIinkedSign(null!, "Sign")), Is.EqualTo("key"));
            Assert.That(Name(() => services.AddIinkedSign((string)null!)), Is.EqualTo("sectionPath"));
            Assert.That(Name(() => services.AddIinkedSign("")), Is.EqualTo("sectionPath"));
            Assert.That(Name(() => ((IServiceCollection)null!).AddIinkedSign("Sign")), Is.EqualTo("services"));
        }

        private static string? Name(TestDelegate call) =>
            (Assert.Throws(Is.InstanceOf<ArgumentException>(), call) as ArgumentException)!.ParamName;
    }
}
