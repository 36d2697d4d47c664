using Grains.Knowledge.Retrieval;
using Grains.Providers.Embeddings;
using Microsoft.Extensions.Options;

namespace Micro.Retrieval;

/// <summary>Questions to an index of 20,000 chunks, the question's vector included: words and vectors, exact.</summary>
internal static class RetrievalBench
{
    private const int Chunks = 20_000;
    private const int Limit = 5;
    private const int Threads = 2;

    public static async Task RunAsync(Pace pace)
    {
        using var models = new EmbeddingModels(Options.Create(new EmbeddingOptions()));
        var model = models.Default;
        var knowledge = new SyntheticKnowledge();
        var index = knowledge.Build(Chunks);
        var questions = Enumerable.Range(0, 64).Select(_ => knowledge.Question()).ToArray();
        var fusion = new ScoreFusion(model.Calibration);

        async Task SearchAsync(int caller, long done)
        {
            var question = questions[(int)((done + caller) % questions.Length)];
            var vector = (await model.EmbedAsync([question], default))[0];
            index.Search(new KnowledgeQuery(question, vector, fusion, Limit, 0.1));
        }

        var figures = await Race.RunAsync(
            pace,
            new Loop("one caller", "searches", stop => Callers.RunAsync(1, SearchAsync, stop)),
            new Loop($"{Threads} callers", "searches", stop => Callers.RunAsync(Threads, SearchAsync, stop)));
        if (figures.TryGetValue("one caller", out var alone))
            Console.WriteLine(Race.Line($"one search of {Chunks:N0} chunks takes {1_000 / alone.PerSecond:N2} ms"));
    }
}
