using System.Collections.Frozen;

namespace Infohub.Observables.Names;

/// <summary>Dotted words of program code and product names, which look like domains or files.</summary>
internal static class Code
{
    // Top levels that are also usual names of members and fields.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Members = Set(
        "name id info is in at to it do my me so as no be by of open run call date data time day host domains direct email "
        + "codes page stream style video watch zone link map play plus prime red select search show space surf support term top type "
        + "auto band ac ad ag ai am ar au ba bb bi bs cd ch ci cx ec gt ge ht im io ip ir la lc le li ls lt md ms mp ne nf ng np nr pm pr ps py re "
        + "rs sc sd se sh si sk sl sm sn st sv tc td tf tg th tl tr tt tv va ws");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Objects = Set(
        "event user process file rule agent source destination observer threat url http dns network registry winlog log device item self this obj object "
        + "request response req res document window console args os sys str string math json node el element parent child image "
        + "target actor session transaction trace span service container cloud orchestrator tls x509 hash package organization "
        + "data config options params props state ctx context logger driver page browser e i s t x y fs path array list map set re np df");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Products = Set(
        "asp.net vb.net ado.net paint.net socket.io node.js vue.js react.js next.js nuxt.js express.js angular.js backbone.js three.js d3.js "
        + "chart.js discord.js moment.js ember.js console.log math.log logger.log log.log window.url request.url e.g i.e");

    /// <summary>
    /// Whether the live name reads as code: <c>process.name</c>, <c>list.at(0)</c>. A call counts only where the bracket holds nothing or a
    /// quoted or numeric argument, because a domain is often followed by a remark in brackets.
    /// </summary>
    public static bool IsNoDomain(ReadOnlySpan<char> name, ReadOnlySpan<char> last, char next, char afterNext)
    {
        if (Products.Contains(name))
        {
            return true;
        }

        // Packages of Java and Android turn the domain round: com.vendor.product.app.
        if ((last is "app" || Members.Contains(last)) && (name.StartsWith("com.") || name.StartsWith("org.")) && name.Count('.') > 1)
        {
            return true;
        }

        if (!Members.Contains(last))
        {
            return false;
        }

        return (next == '(' && afterNext is ')' or '"' or '\'' or >= '0' and <= '9') || Objects.Contains(name[..name.IndexOfAny(".\u3002\uFF0E\uFF61")]);
    }

    /// <summary>Whether what ends like a file is a product or a call: <c>Node.js</c>, <c>console.log</c>.</summary>
    public static bool IsNoFile(ReadOnlySpan<char> name) => Products.Contains(name);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
