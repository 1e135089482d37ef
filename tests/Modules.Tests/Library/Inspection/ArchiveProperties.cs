using FsCheck;
using FsCheck.Fluent;
using Infohub.Library.Files.Inspection;

namespace Infohub.Modules.Tests.Library.Inspection;

/// <summary>However files are packed into each other, under whatever names: a program is found, texts are let in, and no limit is passed.</summary>
public sealed class ArchiveProperties
{
    private const int LayersLetIn = 4;

    private static readonly InspectionLimits Small = InspectionLimits.Default with { MaxUnpacked = 1 << 20, MaxEntries = 40, FreeOfRatio = 1 << 16 };

    private static readonly string[] PlainNames = ["a.txt", "notes.md", "docs/a b.csv", "名單.txt", "x", "deep/er/log.json"];

    private static readonly string[] HostileNames =
    [
        .. PlainNames, "../../etc/passwd", "/abs", "C:\\x.txt", "a\u202Etxt.exe", "а.txt", "a\u200Bb.txt", "CON", "", " ", ".", "..", "a/../b", "a\0b", "<img src=x>", "x.txt\r\nX: y", new string('n', 300),
    ];

    private static readonly string[] Texts = ["", "text", "line of a log 203.0.113.9\n", "文字", new string('=', 3000), "MZ is how it begins, they say", "%PDF is written here", "{\"a\":1}"];

    private enum Wrapping
    {
        Zip,
        Stored,
        Gzip,
        Tar,
        Mail,
        Zlib,
    }

    /// <summary>The same each time; the deep run seeks new ones.</summary>
    private static Config Config => Environment.GetEnvironmentVariable("INFOHUB_DEEP") == "1"
        ? Config.QuickThrowOnFailure.WithMaxTest(100_000).WithEndSize(12)
        : Config.QuickThrowOnFailure.WithMaxTest(1_500).WithEndSize(12).WithReplay(2026, 1127);

    [Fact]
    public void A_program_is_refused_however_it_is_packed() =>
        Prop.ForAll(Nests(HostileNames), Arb.From(Gen.Elements(Made.Pe(600), Made.Elf())), (nest, program) => Made.Inspect(Packed(nest, program), "a.bin").Refused).Check(Config);

    [Fact]
    public void Texts_are_let_in_however_they_are_packed() =>
        Prop.ForAll(Nests(PlainNames), Arb.From(Gen.Elements(Texts)), (nest, text) =>
        {
            var few = nest.Take(LayersLetIn).ToArray();
            var verdict = Made.Inspect(Packed(few, Made.Bytes(text)), few.Length == 0 ? "a.txt" : NameOf(few[^1].How));
            return (!verdict.Refused).Label($"{verdict.Code} at {verdict.Path}");
        }).Check(Config);

    [Fact]
    public void No_limit_is_passed_and_nothing_throws() =>
        Prop.ForAll(Nests(HostileNames), Damages(), (nest, damages) =>
        {
            var content = damages.Aggregate(Packed(nest, Made.Bytes("text")), Damaged);
            var inspector = new Inspector(Small);
            var verdict = SampleCheck.Examine(content, "a.bin", inspector);
            return inspector.Budget.Unpacked <= Small.MaxUnpacked && inspector.Budget.Entries <= Small.MaxEntries + 1 && verdict.Path.Length < 2000;
        }).Check(Config);

    private static Arbitrary<Layer[]> Nests(string[] names) =>
        Arb.From(
            (from how in Gen.Elements(Enum.GetValues<Wrapping>())
             from name in Gen.Elements(names)
             from beside in Gen.Choose(0, 2)
             from first in ArbMap.Default.GeneratorFor<bool>()
             select new Layer(how, name, beside, first)).ListOf().Select(layers => layers.ToArray()),
            nest => Enumerable.Range(0, nest.Length).Select(at => (Layer[])[.. nest[..at], .. nest[(at + 1)..]]));

    private static Arbitrary<Damage[]> Damages() =>
        Arb.From((from at in Gen.Choose(0, 10_000) from what in Gen.Choose(0, 255) from cut in Gen.Choose(0, 9) select new Damage(at, (byte)what, cut)).ListOf().Select(all => all.ToArray()));

    private static byte[] Packed(IEnumerable<Layer> nest, byte[] content) => nest.Aggregate(content, (inner, layer) => layer.Around(inner));

    private static byte[] Damaged(byte[] content, Damage damage)
    {
        if (content.Length == 0)
        {
            return content;
        }

        var at = damage.At % content.Length;
        return damage.Cut switch
        {
            0 => content[..at],
            1 => [.. content[..at], .. content[(at / 2)..]],
            _ => [.. content[..at], damage.What, .. content[(at + 1)..]],
        };
    }

    private static string NameOf(Wrapping how) => how switch
    {
        Wrapping.Gzip => "a.gz",
        Wrapping.Tar => "a.tar",
        Wrapping.Mail => "a.eml",
        Wrapping.Zlib => "a.bin",
        _ => "a.zip",
    };

    private sealed record Damage(int At, byte What, int Cut);

    /// <param name="How">What packs it.</param>
    /// <param name="Name">Under which name it lies in it.</param>
    /// <param name="Beside">How many texts lie beside it.</param>
    /// <param name="First">It lies before them.</param>
    private sealed record Layer(Wrapping How, string Name, int Beside, bool First)
    {
        public byte[] Around(byte[] inner) => How switch
        {
            Wrapping.Gzip => Made.Gzip(inner),
            Wrapping.Zlib => Made.Zlib(inner),
            Wrapping.Mail => Made.Mail(Name.ReplaceLineEndings(" "), inner),
            Wrapping.Tar => Made.Tar(Entries(inner)),
            Wrapping.Stored => Made.Zip(System.IO.Compression.CompressionLevel.NoCompression, Entries(inner)),
            _ => Made.Zip(Entries(inner)),
        };

        private (string, byte[])[] Entries(byte[] inner)
        {
            var others = Enumerable.Range(0, Beside).Select(n => ($"beside-{n}.txt", Made.Bytes("beside " + n)));
            // A tar has no entry without a name.
            var own = (Name.Length == 0 ? "x" : Name, inner);
            return First ? [own, .. others] : [.. others, own];
        }
    }
}
