// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public class ModelTests
    {
        /// <summary>The documented fields are tested with tests/cases.</summary>
        [Test]
        public void WhatIsUnknownIsKeptAndCounted()
        {
            using (IinkedSignClient client = Server.Client("status"))
            {
                PackageStatus status = client.GetPackageStatus(Server.Id);
                Assert.That(status.State, Is.EqualTo(PackageState.Open));
                Assert.That(status.State.IsKnown);
                Assert.That(status.Type, Is.EqualTo(new PackageType("hologram")));
                Assert.That(status.Type.IsKnown, Is.False);
                Assert.That(status.ToJson(), Does.Contain("\"surprise\":1"));
                Drift drift = client.GetDrift().Single(finding => finding.Path == "surprise");
                Assert.That(drift.Kind + drift.Count, Is.EqualTo("unknown_field1"));
            }
        }

        [Test]
        public void ModelsCannotBeChanged()
        {
            var documents = new List<Document> { new Document(documentId: "d1") };
            var status = new PackageStatus(packageId: "p", documents: documents);
            documents.Clear();
            Assert.That(status.Documents.Single().DocumentId, Is.EqualTo("d1"));
            Assert.Throws<NotSupportedException>(() => ((IList<Document>)status.Documents).Clear());
            var inputs = new[] { typeof(IinkedSignOptions), typeof(PackageFilters), typeof(ErrorDetails) };
            foreach (Type type in typeof(PackageStatus).Assembly.GetExportedTypes().Except(inputs))
                foreach (PropertyInfo property in type.GetProperties().Where(one => one.DeclaringType == type))
                    Assert.That(property.CanWrite, Is.False, $"{type.Name}.{property.Name}");
        }

        [Test]
        public void ConstantsAreOpen()
        {
            Assert.That(PackageState.Known.Count, Is.EqualTo(7));
            Assert.That(new PackageState("open") == PackageState.Open);
            Assert.That(new PackageState("Open") != PackageState.Open);
            Assert.That(PackageType.LiveSession.ToString(), Is.EqualTo("Live Session"));
            Assert.That(default(VideoState).IsKnown, Is.False);
            Assert.That(default(VideoState).ToString(), Is.EqualTo(""));
            Assert.That(new[] { LinkType.Document, new LinkType("document") }.Distinct().Count(), Is.EqualTo(1));
        }

        private sealed class Answers : Stand
        {
            public override PackageStatus GetPackageStatus(string packageId, CancellationToken cancellationToken) =>
                packageId == "gone"
                    ? throw new NotFoundException("gone", new ErrorDetails { HttpStatus = 404 })
                    : new PackageStatus(packageId: packageId, state: PackageState.Executed);

            public override PackageVideos DeletePackage(
                string packageId, bool notify, bool overrideRetention, CancellationToken cancellationToken) =>
                throw new OutcomeUnknownException("?", new ErrorDetails { Evidence = Evidence.Present });
        }

        [Test]
        public void TheInterfaceCanBeStoodInFor()
        {
            using (IIinkedSignClient client = new Answers())
            {
                Assert.That(client.GetPackageStatusAsync("p").Result.State, Is.EqualTo(PackageState.Executed));
                Assert.That(Server.Fails<NotFoundException>(() => client.GetPackageStatus("gone")).HttpStatus,
                    Is.EqualTo(404));
                Assert.That(Server.Fails<OutcomeUnknownException>(() => client.DeletePackage("p")).Evidence,
                    Is.EqualTo(Evidence.Present));
            }
        }
    }
}
