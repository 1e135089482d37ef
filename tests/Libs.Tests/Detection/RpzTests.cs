using System.Diagnostics;
using Infohub.Detection;
using Infohub.Observables;

namespace Infohub.Libs.Tests.Detection;

/// <summary>Response policy zones, also as BIND reads them.</summary>
public sealed class RpzTests
{
    private static readonly Indicator[] All =
    [
        FormatTests.Of(ObservableKind.Domain, "evil.example", 1), FormatTests.Of(ObservableKind.Domain, "_dmarc.xn--bcher-kva.example", 2), FormatTests.Of(ObservableKind.IPv4, "203.0.113.5", 3),
        FormatTests.Of(ObservableKind.IPv4Network, "198.51.100.0/24", 4), FormatTests.Of(ObservableKind.IPv6, "2001:db8::1", 5), FormatTests.Of(ObservableKind.IPv6, "2001:db8:0:1:0:0:0:1", 6),
        FormatTests.Of(ObservableKind.IPv6, "2001:0:0:1::1", 7), FormatTests.Of(ObservableKind.IPv6, "2001:db8:1:2:3:4:5:0", 8), FormatTests.Of(ObservableKind.IPv6Network, "2001:db8:7::/48", 9),
        FormatTests.Of(ObservableKind.IPv6, "1:0:0:2:3:0:0:4", 12),
        FormatTests.Of(ObservableKind.Url, "http://evil.example/a", 10), FormatTests.Of(ObservableKind.Domain, string.Join('.', Enumerable.Repeat(new string('a', 60), 4)), 11),
    ];

    [Fact]
    public void A_name_stands_with_all_below_it_and_an_address_as_a_trigger()
    {
        const string Expected =
            """
            ; TLP:GREEN
            ; As is.
            $TTL 300
            @ IN SOA localhost. root.localhost. (1770000000 3600 600 604800 300)
            @ IN NS localhost.
            evil.example CNAME .
            *.evil.example CNAME .
            _dmarc.xn--bcher-kva.example CNAME .
            *._dmarc.xn--bcher-kva.example CNAME .
            32.5.113.0.203.rpz-ip CNAME .
            24.0.100.51.198.rpz-ip CNAME .
            128.1.zz.db8.2001.rpz-ip CNAME .
            128.1.zz.1.0.db8.2001.rpz-ip CNAME .
            128.1.zz.1.0.0.2001.rpz-ip CNAME .
            128.0.5.4.3.2.1.db8.2001.rpz-ip CNAME .
            48.zz.7.db8.2001.rpz-ip CNAME .
            128.4.0.0.3.2.zz.1.rpz-ip CNAME .

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), Zone(RpzAction.NoSuchName));
        Assert.Contains("evil.example CNAME garden.hub.example.\n", Zone("garden.hub.example."), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RpzAction.NoSuchName)]
    [InlineData(RpzAction.NoData)]
    [InlineData(RpzAction.Drop)]
    [InlineData(RpzAction.PassThrough)]
    [InlineData(RpzAction.TcpOnly)]
    public async Task BIND_takes_the_zone(string action)
    {
        var check = ((string[])["/usr/bin/named-checkzone", "/usr/sbin/named-checkzone"]).FirstOrDefault(File.Exists);
        Assert.SkipWhen(check is null, "named-checkzone of BIND is not on this machine");
        var stop = TestContext.Current.CancellationToken;
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Zone(action), stop);
            using var bind = Process.Start(new ProcessStartInfo(check!, ["-i", "none", "-k", "ignore", "rpz.hub.example", file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var said = await bind.StandardOutput.ReadToEndAsync(stop);
            await bind.WaitForExitAsync(stop);
            Assert.True(bind.ExitCode == 0, said);
            Assert.Contains("loaded serial 1770000000", said, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Zone(string action) =>
        FormatTests.Text(to => RpzZone.Write(to, All, new RpzOptions { Serial = 1_770_000_000, Action = action }, new SheetHead("TLP:GREEN", null, "", "As is.")), 10);
}
