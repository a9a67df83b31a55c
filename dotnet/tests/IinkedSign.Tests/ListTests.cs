// C# 7: Mono's compiler compiles this file too.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NUnit.Framework;

namespace IinkedSign.Tests
{
    [TestFixture]
    public class ListTests
    {
        private static IinkedSignClient Client(string answer, Action asked) =>
            Server.Client(answer, options => options.OnAttempt = attempt => asked());

        [Test]
        public void APageIsAskedForWhenItsFirstPackageIsWanted()
        {
            int asked = 0;
            using (IinkedSignClient client = Client("account", () => asked++))
            {
                IEnumerable<PackageSummary> packages = client.ListPackages(new PackageFilters { PageSize = 100 });
                Assert.That(asked, Is.EqualTo(0));
                Assert.That(packages.First().PackageId, Is.EqualTo("p0"));
                Assert.That(asked, Is.EqualTo(1));
                Assert.That(packages.Select(package => package.PackageId),
                    Is.EqualTo(Enumerable.Range(0, 250).Select(number => "p" + number)));
                Assert.That(packages.Take(150).Count(), Is.EqualTo(150));
            }
        }

        [Test]
        public void FiltersAreCopiedAndRefusedAtOnce()
        {
            using (IinkedSignClient client = Client("account", () => Assert.Fail("something was sent")))
            {
                var filters = new PackageFilters { MemberId = "a b" };
                Server.Fails<InvalidArgumentException>(() => client.ListPackages(filters));
                filters = new PackageFilters();
                client.ListPackages(filters);
            }
        }

        [Test]
        public void CancellingEndsAListBetweenPagesAndWithinOne()
        {
            using (IinkedSignClient client = Server.Client("slow_account"))
            {
                using (var source = new CancellationTokenSource())
                using (IEnumerator<PackageSummary> packages = client.ListPackages(null, source.Token).GetEnumerator())
                {
                    Assert.That(packages.MoveNext());
                    source.Cancel();
                    Assert.Throws<OperationCanceledException>(() => packages.MoveNext());
                }
                using (var source = new CancellationTokenSource(50))
                    Assert.Throws(Is.InstanceOf<OperationCanceledException>(),
                        () => client.ListPackages(null, source.Token).ToArray());
            }
        }

        [Test]
        public void AClientThatIsClosedInTheMiddleEndsTheList()
        {
            using (IinkedSignClient client = Server.Client("account"))
            using (IEnumerator<PackageSummary> packages = client.ListPackages().GetEnumerator())
            {
                Assert.That(packages.MoveNext());
                client.Dispose();
                Assert.Throws<ObjectDisposedException>(() =>
                {
                    while (packages.MoveNext()) { }
                });
            }
        }
    }
}
