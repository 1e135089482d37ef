using System.Text.Json;

namespace Infohub.Demo.Community;

/// <summary>Short answers as people give them under each other's notes.</summary>
internal static class Chatter
{
    private static readonly string[] English =
    [
        "Seen here as well, {num:2-9} times since {d-1}. Blocked.", "Nothing here so far. We look again tomorrow.", "Thank you. Imported, no hits in 30 days of logs.",
        "One hit, an old one of {d-6}. Closed by our filter at the time.", "Could you add the port? Ours sees only flows.", "We had the same and thought it was a test of our own. It was not.",
        "Forwarded to the night shift, with thanks.", "False alarm on the second value here: a supplier's mail gateway. The rest is fine.", "Good catch. How did you notice?",
        "By accident: somebody asked why the graph was flat.", "Same pattern in last year's case, different names.", "Our people in the branch saw it before our tools did.",
        "Can confirm for two more organisations that may not say so themselves.", "Does it also happen at night? Ours stops at 18:00 sharp.", "We will try the rule in report mode for a week and tell you.",
        "The rule has been quiet for a week. Now blocking.",
    ];

    private static readonly string[] Traditional =
    [
        "我們亦見到，已封鎖。", "暫時未見，明早再查。", "多謝分享，已匯入，近三十日無命中。", "有一宗，{d-4}的，當時已被攔截。", "請問可否補充連接埠？", "已轉告夜更同事。",
        "分行同事比系統先發現。", "第二個位址屬供應商郵件閘道，請勿直接封鎖。", "客戶查詢明顯減少，謝謝。", "我們的版本多了一個跳轉。", "請問樣本雜湊值方便提供嗎？", "已通知相關註冊商。",
    ];

    private static readonly string[] Simplified = ["我们这里也有，已处理。", "感谢分享，规则有效。", "暂未发现，会继续关注。", "建议补充发件域名。", "已同步给兄弟单位。"];

    /// <summary>Up to three answers by people of the list, never twice the same under one item.</summary>
    public static List<JsonElement[]> Under(string story, string language, string author, IReadOnlyList<string> people)
    {
        var words = language switch { "en" => English, "zh-Hans" => Simplified, _ => Traditional };
        var others = people.Where(p => p != author).ToList();
        var count = others.Count == 0 ? 0 : Chance.Number(4, story, "answers");
        var start = Chance.Number(words.Length, story, "words");
        return [.. Enumerable.Range(0, count).Select(n => Line(
            others[(Chance.Number(others.Count, story, "who") + n) % others.Count],
            0.05 + (n * 0.3) + (Chance.Number(20, story, n) / 100.0),
            words[(start + (n * 5)) % words.Length]))];
    }

    private static JsonElement[] Line(string who, double days, string text) =>
        [JsonSerializer.SerializeToElement(who), JsonSerializer.SerializeToElement(days), JsonSerializer.SerializeToElement(text)];
}
