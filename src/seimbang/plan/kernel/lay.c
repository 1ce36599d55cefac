/*
 * The shortest arcs of people between the nodes of a small graph, goal after goal.
 *
 * What-if asks of a solved family (whatif/loss.py): of all people at u who may go
 * to v, the one whose change costs least in the first goal, among equals in the second
 * and so on; of equals in all goals the first, and moves come before coming back.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>

/* The same order in __init__.py. */
typedef struct {
    int64_t people, moves, nodes, goals;
    const int64_t *first, *seat, *home, *head, *at;
    const uint8_t *stay, *alive, *rows;
    const int64_t *const *price; /* one array a goal */
    int64_t *arcs;               /* [goals][nodes][nodes], in and out */
    int64_t *by;                 /* [nodes][nodes], in and out: who */
} Arcs;

static bool within(int64_t index, int64_t end) { return index >= 0 && index < end; }

static int64_t price(const Arcs *a, int64_t goal, int64_t move)
{
    return move < 0 ? 0 : a->price[goal][move];
}

/* Keep the change of a person from one move to another when it is the shortest. */
static void offer(const Arcs *a, int64_t from, int64_t to, int64_t tail, int64_t head,
                  int64_t who)
{
    const int64_t all = a->nodes * a->nodes, pair = tail * a->nodes + head;
    int64_t *arc = a->arcs + pair;
    int64_t goal = 0;
    for (;; goal++, arc += all) { /* equal so far */
        if (goal == a->goals)
            return;
        const int64_t length = price(a, goal, to) - price(a, goal, from);
        if (length > *arc)
            return;
        if (length < *arc)
            break;
    }
    for (; goal < a->goals; goal++, arc += all)
        *arc = price(a, goal, to) - price(a, goal, from);
    a->by[pair] = who;
}

static bool sound(const Arcs *a)
{
    if (a->people < 0 || a->moves < 0 || a->nodes < 1 || a->nodes > INT32_MAX
        || a->goals < 1 || a->first[0] != 0 || a->first[a->people] != a->moves)
        return false;
    for (int64_t i = 0; i < a->people; i++) {
        const int64_t at = a->at[i];
        if (a->first[i + 1] < a->first[i] || a->first[i + 1] > a->moves
            || !within(a->head[i], a->nodes) || !within(a->home[i], a->nodes)
            || (at != -1 && (at < a->first[i] || at >= a->first[i + 1])))
            return false;
    }
    for (int64_t k = 0; k < a->moves; k++)
        if (!within(a->seat[k], a->nodes))
            return false;
    return true;
}

/* Lay the arcs of all people at the nodes `rows`. Answers 0, or 4: bad input. */
__attribute__((visibility("default"))) int seimbang_lay(const Arcs *a)
{
    if (!sound(a))
        return 4;
    for (int64_t i = 0; i < a->people; i++) {
        if (!a->rows[a->head[i]])
            continue;
        for (int64_t k = a->first[i]; k < a->first[i + 1]; k++)
            if (a->alive[k] && k != a->at[i])
                offer(a, a->at[i], k, a->head[i], a->seat[k], k);
    }
    for (int64_t i = 0; i < a->people; i++)
        if (a->rows[a->head[i]] && a->stay[i] && a->at[i] >= 0)
            offer(a, a->at[i], -1, a->head[i], a->home[i], -2 - i);
    return 0;
}

__attribute__((visibility("default"))) int64_t seimbang_lay_size(void)
{
    return (int64_t)sizeof(Arcs);
}
