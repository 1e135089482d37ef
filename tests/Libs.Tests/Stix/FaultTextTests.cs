using Infohub.Stix.Json;
using Infohub.Stix.Patterns;

namespace Infohub.Libs.Tests.Stix;

/// <summary>A fault keeps what is wrong so that it can be said in another language.</summary>
public sealed class FaultTextTests
{
    [Fact]
    public void A_fault_has_its_template_and_what_stands_in_it_beside_the_sentence()
    {
        var faults = Examples.Check("""{"type":"identity","spec_version":"2.1","id":"identity--00000000-0000-4000-8000-000000000001","created":"2026-02-01T00:00:00.000Z","modified":"2026-02-01T00:00:00.000Z"}""");
        var fault = Assert.Single(faults, f => f.Path == "/name");
        Assert.Equal(("“{0}” is required", "“name” is required"), (fault.Text.Template, fault.Message));
        Assert.Equal(["name"], fault.Text.Args);
    }

    [Fact]
    public void What_is_wrong_with_a_pattern_stands_within_the_fault_of_its_indicator()
    {
        var indicator = Examples.Of("indicator");
        indicator["pattern_type"] = "stix";
        indicator["pattern"] = "[ipv4-addr:value = ]";
        var fault = Assert.Single(Examples.Check(indicator.ToJsonString()), f => f.Path == "/pattern");
        Assert.False(Pattern.TryParse("[ipv4-addr:value = ]", out _, out var wrong));
        Assert.Equal("at {0}: {1}", fault.Text.Template);
        Assert.Equal([wrong.Position, wrong.Text], fault.Text.Args);
        Assert.Equal($"at {wrong.Position}: {wrong.Message}", fault.Message);
    }

    [Fact]
    public void Braces_that_come_from_outside_fill_a_gap_and_make_none()
    {
        Assert.Equal("“{0} {” is required", new FaultText("“{0}” is required", "{0} {").ToString());
        Assert.Equal("as it {is}", new FaultText("as it {is}").ToString());
    }

    [Fact]
    public void Faults_that_say_the_same_are_the_same()
    {
        Assert.Equal(new StixFault("/id", new FaultText("at {0}: {1}", 3, new FaultText("{0}", "x")), "limit"), new StixFault("/id", new FaultText("at {0}: {1}", 3, new FaultText("{0}", "x")), "limit"));
        Assert.NotEqual(new FaultText("at {0}: {1}", 3, "x"), new FaultText("at {0}: {1}", 4, "x"));
    }
}
