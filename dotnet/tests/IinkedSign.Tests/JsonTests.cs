#if !NETSTANDARD_ASSEMBLY
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public sealed partial class JsonTests
    {
        /// <summary>With every documented field, without each, and with each of the wrong type.</summary>
        [Test]
        public void EveryAnswerReadBackFromItsJsonIsEqual()
        {
            int status = Each("variant", client => client.GetPackageStatus(Server.Id), it => it.ToJson(true));
            int videos = Each("videos_variant", client => client.ListVideos(Server.Id), it => it.ToJson(true));
            int whole = Each("package_variant", client => client.GetPackage(Server.Id), it => it.ToJson(true));
            int list = Each("list_variant", client => client.ListPackages().Single(), it => it.ToJson(true));
            int rescinded = Each("rescinded_variant", client => client.RescindPackage(Server.Id), it => it.ToJson(true));
            Assert.That(new[] { rescinded > 10, status > 200, videos > 90, whole > 200, list > 200 }, Is.All.True);
        }

        private static int Each<T>(string name, Func<IinkedSignClient, T> call, Func<T, string> json)
        {
            for (int at = 0; ; at++)
            {
                using IinkedSignClient client = Server.Client(name + at);
                T answer;
                try
                {
                    answer = call(client);
                }
                catch (BadRequestException)
                {
                    return at;
                }
                string wire = json(answer);
                Assert.That(JsonSerializer.Deserialize<T>(wire), Is.EqualTo(answer), wire);
                string written = JsonSerializer.Serialize(answer);
                Assert.That(written, Does.Not.Contain("s3cr3t"));
                Assert.That(written, Does.Not.Contain("Text\""));
                string shown = (string)typeof(T).GetMethod("ToJson")!.Invoke(answer, new object[] { false })!;
                if (at == 0)
                    Assert.That(JsonDocument.Parse(shown).RootElement.GetProperty("unknown").GetRawText(),
                        Is.EqualTo("{\"key\":\"***\",\"null\":null}"));
                foreach (string key in new[] { "token", "link", "url", "signLink", "meetingLink" })
                    foreach (JsonElement value in Values(JsonDocument.Parse(shown).RootElement, key))
                        if (value.ValueKind == JsonValueKind.String) Assert.That(value.GetString(), Does.Not.Contain("s3cr3t"), shown);
            }
        }

        private static IEnumerable<JsonElement> Values(JsonElement json, string key)
        {
            if (json.ValueKind == JsonValueKind.Array)
                return json.EnumerateArray().SelectMany(item => Values(item, key));
            if (json.ValueKind != JsonValueKind.Object) return Array.Empty<JsonElement>();
            return json.EnumerateObject().SelectMany(
                one => one.Name == key ? new[] { one.Value } : Values(one.Value, key));
        }

        [Test]
        public void AModelMadeByHandReadBackFromItsJsonIsEqual()
        {
            foreach (Type type in Filled.Models)
            {
                object model = Filled.Of(type), empty = Activator.CreateInstance(
                    type, type.GetConstructors().Single().GetParameters().Select(_ => Type.Missing).ToArray().Length == 0
                        ? Array.Empty<object>() : Defaults(type))!;
                foreach (object it in new[] { model, empty })
                {
                    string json = (string)type.GetMethod("ToJson")!.Invoke(it, new object[] { true })!;
                    object back = JsonSerializer.Deserialize(json, type)!;
                    Assert.That(back, Is.EqualTo(it), json);
                    Assert.That(back.GetHashCode(), Is.EqualTo(it.GetHashCode()));
                    Assert.That(JsonSerializer.Serialize(it, type), Does.Not.Contain("s3cr3t"));
                }
                Assert.That(model, Is.Not.EqualTo(empty));
            }
        }

        private static object[] Defaults(Type type) =>
            type.GetConstructors().Single().GetParameters().Select(parameter =>
                parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null).ToArray()!;

        [Test]
        public void TheWiresNamesAndShapes()
        {
            var status = new PackageStatus(
                packageId: "p", state: PackageState.Open, timeSignBy: new DateTimeOffset(2024, 2, 29, 1, 0, 0, TimeSpan.Zero),
                externalData: "{\"a\":1}", signers: new[]
                {
                    new Signer(order: 0, signLink: new Link(url: "https://s3cr3t"), links: new[] { new Link(token: "s3cr3t") }),
                });
            Assert.That(JsonSerializer.Serialize(status), Is.EqualTo(
                "{\"packageId\":\"p\",\"timeSignBy\":\"2024-02-29T01:00:00Z\",\"state\":\"open\"," +
                "\"externalData\":{\"a\":1},\"isExecuted\":false,\"signers\":[{\"order\":0,\"links\":[{\"token\":\"***\"," +
                "\"isNext\":false,\"isSigned\":false}],\"signLink\":\"***\"}]}"));
        }

        [Test]
        public void DataOfTheIntegrationIsWrittenAsItIsHoweverDeep()
        {
            var status = new PackageStatus(externalData: new string('[', 200) + new string(']', 200));
            var deep = new JsonSerializerOptions { MaxDepth = 1000 };
            Assert.That(JsonSerializer.Deserialize<PackageStatus>(JsonSerializer.Serialize(status, deep), deep), Is.EqualTo(status));
        }

        [Test]
        public void AnAnswerAsItCameHasWhatTheServerSentAndNothingElse()
        {
            using IinkedSignClient client = Server.Client("status");
            string json = client.GetPackageStatus(Server.Id).ToJson();
            Assert.That(json, Does.Not.Contain("organizationId").And.Not.Contains("s3cr3t"));
            Assert.That(json, Does.Contain("\"memberId\":null,\"name\":"));
            Assert.That(json, Does.Contain("\"surprise\":1").And.Contains("\"state\":\"open\",\"type\":\"hologram\""));
            Assert.That(json, Does.Not.Contain("isExecuted"));
        }

        [Test]
        public void ConstantsAreTextsAndKeysOfDictionaries()
        {
            var counts = new Dictionary<PackageState, int> { [PackageState.Open] = 2, [new PackageState("new")] = 1 };
            string json = JsonSerializer.Serialize(counts);
            Assert.That(json, Is.EqualTo("{\"open\":2,\"new\":1}"));
            Assert.That(JsonSerializer.Deserialize<Dictionary<PackageState, int>>(json), Is.EqualTo(counts));
            Assert.That(JsonSerializer.Serialize(new[] { VideoState.Deleted, default }), Is.EqualTo("[\"deleted\",null]"));
            Assert.That(JsonSerializer.Deserialize<LinkType>("null"), Is.EqualTo(default(LinkType)));
        }

        [Test]
        public void OptionsAndSecretsAreWrittenMasked()
        {
            string json = JsonSerializer.Serialize(Filled.Every().First());
            Assert.That(json, Does.Contain("\"ApiKey\":\"***\"").And.Not.Contains("s3cr3t"));
            Assert.That(JsonSerializer.Deserialize<Secret>("\"text\"").Reveal(), Is.EqualTo("text"));
        }

        [Test]
        public void SourceGeneratedSerializersReadAndWriteTheSame()
        {
            using IinkedSignClient client = Server.Client("variant0");
            PackageStatus status = client.GetPackageStatus(Server.Id);
            Assert.That(JsonSerializer.Serialize(status, Generated.Default.PackageStatus),
                Is.EqualTo(JsonSerializer.Serialize(status)));
            Assert.That(JsonSerializer.Deserialize(status.ToJson(true), Generated.Default.PackageStatus), Is.EqualTo(status));
        }

        [JsonSerializable(typeof(PackageStatus))]
        [JsonSerializable(typeof(Dictionary<VideoState, Secret>))]
        private sealed partial class Generated : JsonSerializerContext { }

        [Test]
        public void OddTimesAreReadAsTheCoreReadsThem()
        {
            foreach ((string text, string utc) in new[]
            {
                ("2024-02-29T23:59:59.1234567Z", "2024-02-29T23:59:59.1234560Z"), ("20240229T235959Z", "2024-02-29T23:59:59.0000000Z"),
                ("2024-02-29", "2024-02-29T00:00:00.0000000Z"), ("2024-02-29 01:02:03+02:00", "2024-02-28T23:02:03.0000000Z"),
                ("2024-02-29T01:02", "2024-02-29T01:02:00.0000000Z"), ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.0000000Z"),
                ("0001-01-01T00:00:00Z", null), ("2023-02-29T00:00:00Z", null), ("yesterday", null), ("", null),
                ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999990Z"),
            })
            {
                DateTimeOffset? read = new PackageStatus(timeSignByText: text).TimeSignBy;
                Assert.That(read?.UtcDateTime.ToString("o"), Is.EqualTo(utc), text);
            }
            foreach ((string text, double? seconds) in new (string, double?)[]
            {
                ("PT5M12S", 312), ("P1DT1H", 90000), ("P1W", 604800), ("PT1.5H", 5400), ("-PT0.5S", -0.5), ("P1M", null),
                ("5 minutes", null), ("PT", null), ("P", null), ("PT1S1M", null),
            })
                Assert.That(new Video(durationText: text).Duration?.TotalSeconds, Is.EqualTo(seconds), text);
        }
    }
}
#endif
