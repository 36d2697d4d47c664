using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Grains.Chat.Models;
using Grains.Chat.Prompts;

namespace Grains.Providers.Models.Embedded;

/// <summary>What is said to it that no document answers: greetings, thanks, and questions about itself.</summary>
internal static partial class SmallTalk
{
    private static readonly FrozenSet<string> Greetings =
        "hi hello hey howdy greetings good morning afternoon evening day there dear hallo hola bonjour to you how are is it going everyone"
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Acknowledgements =
        "ok okay great good perfect nice fine super cool understood got it i see alright right sure wonderful excellent that's that is was helpful very thanks thank you"
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The reply to small talk; null for anything that wants an answer from the documents.</summary>
    public static string? Answer(AnswerRequest request)
    {
        var words = Words.Read(request.Question).Select(word => word.Text).ToList();
        var plain = string.Join(' ', words);
        if (words.Count == 0) return "I did not get a question. " + Offer(request.Persona);
        if (Identity().IsMatch(plain)) return WhoAmI(request.Persona);
        if (Capability().IsMatch(plain)) return WhatICan(request.Persona);
        if (Thanks().IsMatch(plain) && words.Count <= 8) return "You're welcome. If anything else comes up, just ask.";
        if (Farewell().IsMatch(plain)) return "Goodbye. I'll be here when the next question comes up.";

        var name = Words.Read(request.Persona.Name).Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
        if (words.Count <= 6 && Opening().IsMatch(plain) && words.All(word => Greetings.Contains(word) || name.Contains(word)))
            return $"Hello, I'm {request.Persona.Name}. {Offer(request.Persona)}";
        if (words.Count <= 6 && words.All(Acknowledgements.Contains)) return "Good. Ask me whatever you want to know next.";
        return null;
    }

    public static string Join(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}",
    };

    private static string WhoAmI(AnswerPersona persona) =>
        $"I am the built-in answerer of this service, speaking for {persona.Name}. I am a program, not a person and not a large language model: "
        + "I look through the documents that I was given, pick the sentences that fit your question and quote them with their source. "
        + "Where they hold no answer, I say so.";

    private static string WhatICan(AnswerPersona persona) =>
        $"{Offer(persona)} I answer with quotes from the documents that I was given, and tell you where each one stands.";

    private static string Offer(AnswerPersona persona)
    {
        var offer = new StringBuilder();
        if (persona.Description.Trim() is { Length: > 0 } description)
            offer.Append(description).Append(description[^1] is '.' or '!' or '?' ? " " : ". ");
        if (persona.ExpertiseAreas.Count > 0) offer.Append("You can ask me about ").Append(Join(persona.ExpertiseAreas)).Append('.');
        else offer.Append("Ask me anything that my documents may answer.");
        return offer.ToString();
    }

    [GeneratedRegex(@"^((hi|hello|hey) )?((so |and )?(who|what) (exactly )?are you|who am i (talking|speaking|chatting) (to|with)|(what|which) (language )?(model|llm|ai)( model)? (are you|is this|is that|do you use|am i|powers)|are you (really )?(a |an )?(real |large |language |actual )*(human|person|bot|chatbot|robot|ai|llm|machine|computer|model|program|chatgpt|gpt\S*|claude|gemini|llama|expert|someone)|is this (a |an )?(ai|bot|human|real person|chatgpt|llm)|am i (talking|speaking|chatting) (to|with))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Identity();

    [GeneratedRegex(@"^((hi|hello|hey) )?(help|help me|can you help( me)?|what can (you|i) (do|help|ask|tell|answer)( (me|you|with|about|here))*|what do you (do|know)( about)?|how can you help( me)?|what (topics|subjects)( \w+){0,5}|what are you (good at|for|an expert in))$", RegexOptions.CultureInvariant)]
    private static partial Regex Capability();

    [GeneratedRegex(@"^((ok|okay|great|perfect|good|nice|cool|super|many|alright) )*(thanks|thank you|thx|cheers|much appreciated)\b(?!.*\b(what|how|when|where|why|who|which|can|could|is|are|do|does)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Thanks();

    [GeneratedRegex(@"^((ok|okay|great|thanks|thank you|well) )*(bye|goodbye|good bye|good night|see you|farewell|bye bye|that's all|that is all)( (for now|then|later|soon|tomorrow|today))*$", RegexOptions.CultureInvariant)]
    private static partial Regex Farewell();

    [GeneratedRegex(@"^(hi|hello|hey|howdy|greetings|good (morning|afternoon|evening|day)|hallo|hola|bonjour|how are you)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();
}
