using System.Text;

namespace Infohub.Sharing.Import;

/// <summary>A text, and the encoding that it came in.</summary>
/// <param name="Text">What is not of its encoding is U+FFFD.</param>
/// <param name="Word">As the page's list has it.</param>
internal sealed record CodedText(string Text, string Word);

/// <summary>Finds out in which encoding bytes are, or takes the reader's word for it.</summary>
internal static class TextCoding
{
    // Signs that every text of some length has, of both scripts: what is decoded wrongly has few.
    private const string Common =
        "的一是不在有人這个個中大為为上我國国以要他時时來来用們们生到作地於于出就分對对成會会可主發发年動动同工也能下過过子說说產产種种面而方後后多定行學学法所民得經经之進进著等部度家電电力如水化高自理起小物現现"
        + "加量都兩两體体機机當当使點点從从業业本去性好應应開开合還还因由其些然前外天日事平相全表間间與与關关各重新內内數数正明看又利比或但第向道此變变只沒没結结解問问意建月公無无系情者最已通並并提式設设及管件長长求"
        + "請请網网站址惡恶釣钓魚鱼郵邮攻擊击資资料安碼码戶户號号銀银報报告，。、：（）「」《》";

    private static readonly HashSet<char> Frequent = [.. Common];

    /// <summary>Those that a reader can choose.</summary>
    public static IReadOnlyList<string> Words { get; } = ["utf-8", "utf-16", "utf-16be", "big5", "gb18030", "windows-1252"];

    /// <param name="bytes">The file.</param>
    /// <param name="word">What the reader chose; empty, or unknown, is found out.</param>
    public static CodedText Decode(ReadOnlySpan<byte> bytes, string word = "")
    {
        if (Words.Contains(word, StringComparer.Ordinal))
        {
            return Read(bytes, word, Of(word));
        }

        if (Marked(bytes) is { } marked)
        {
            return Read(bytes, marked, Of(marked));
        }

        if (Strictly(bytes, "utf-8") is { } utf8)
        {
            return new CodedText(utf8, "utf-8");
        }

        var (best, score) = (Read(bytes, "windows-1252", Of("windows-1252")), 0.0);
        foreach (var chinese in (string[])["big5", "gb18030"])
        {
            if (Strictly(bytes, chinese) is { } text && Score(text) is var share && share > score)
            {
                (best, score) = (new CodedText(text, chinese), share);
            }
        }

        return best;
    }

    /// <summary>By its mark, or because every second byte of Western text is zero.</summary>
    private static string? Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => "utf-8",
        [0xFF, 0xFE, ..] => "utf-16",
        [0xFE, 0xFF, ..] => "utf-16be",
        _ when HasZeros(bytes, 1) => "utf-16",
        _ when HasZeros(bytes, 0) => "utf-16be",
        _ => null,
    };

    private static bool HasZeros(ReadOnlySpan<byte> bytes, int at)
    {
        var (pairs, zeros) = (Math.Min(bytes.Length, 512) / 2, 0);
        for (var i = 0; i < pairs; i++)
        {
            zeros += bytes[(2 * i) + at] == 0 && bytes[(2 * i) + 1 - at] != 0 ? 1 : 0;
        }

        return pairs >= 4 && zeros * 10 >= pairs * 4;
    }

    private static CodedText Read(ReadOnlySpan<byte> bytes, string word, Encoding encoding) => new(encoding.GetString(bytes).TrimStart('\uFEFF'), word);

    private static string? Strictly(ReadOnlySpan<byte> bytes, string word)
    {
        var strict = (Encoding)Of(word).Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding Of(string word) => word switch
    {
        "utf-16" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        "big5" => CodePagesEncodingProvider.Instance.GetEncoding(950)!,
        "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding(54936)!,
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        _ => Encoding.UTF8,
    };

    /// <summary>The share of frequent signs among those beyond ASCII.</summary>
    private static double Score(string text)
    {
        var (wide, frequent) = (0, 0);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 20_000)))
        {
            wide += c > 0x7F ? 1 : 0;
            frequent += Frequent.Contains(c) ? 1 : 0;
        }

        return wide == 0 ? 0 : (double)frequent / wide;
    }
}
